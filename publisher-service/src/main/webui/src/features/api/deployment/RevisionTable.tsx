import { List, ListItem, MenuToggle } from '@patternfly/react-core';
import EllipsisVIcon from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon';
import { ActionsColumn, Table, Tbody, Td, Th, Thead, Tr, type IAction } from '@patternfly/react-table';
import { StateDot } from '../../../ui/StateDot';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import { gatewaySummary } from './gatewaySummary';
import type { RevisionMove } from './RevisionDialog';
import type { Revision } from './shapes';

interface Props {
  readonly revisions: readonly Revision[];
  readonly mayChange: boolean;
  readonly onMove: (move: RevisionMove) => void;
}

/** The newest revision first. */
export function RevisionTable({ revisions, mayChange, onMove }: Props) {
  const words = texts.deployments;
  const sorted = [...revisions].sort((a, b) => b.createdTime.localeCompare(a.createdTime));
  return (
    <Table aria-label={words.title} variant="compact">
      <Thead>
        <Tr>
          <Th>{words.revision}</Th>
          <Th>{words.made}</Th>
          <Th>{words.gateways}</Th>
          {mayChange && <Th screenReaderText={words.actions} />}
        </Tr>
      </Thead>
      <Tbody>
        {sorted.map((revision) => (
          <Tr key={revision.id}>
            <Td dataLabel={words.revision}>
              <strong>{revision.displayName}</strong>
              {revision.description !== '' && <div className="sluice-break">{revision.description}</div>}
            </Td>
            <Td dataLabel={words.made}>
              <Time at={revision.createdTime} />
            </Td>
            <Td dataLabel={words.gateways}>
              <Gateways revision={revision} />
            </Td>
            {mayChange && (
              <Td isActionCell>
                <ActionsColumn
                  items={actionsOf(revision, onMove)}
                  popperProps={{ position: 'right' }}
                  actionsToggle={({ onToggle, isOpen, toggleRef }) => (
                    <MenuToggle
                      ref={toggleRef}
                      variant="plain"
                      icon={<EllipsisVIcon />}
                      aria-label={words.actionsOf(revision.displayName)}
                      isExpanded={isOpen}
                      onClick={onToggle}
                    />
                  )}
                />
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Gateways({ revision }: { readonly revision: Revision }) {
  const words = texts.deployments;
  if (revision.deploymentInfo.length === 0) {
    return <>{words.notDeployed}</>;
  }
  return (
    <List isPlain>
      {revision.deploymentInfo.map((deployment) => (
        <ListItem key={deployment.name}>
          <strong>{deployment.name}</strong> <StateDot {...gatewaySummary(deployment)} />
          <div>
            {words.since} <Time at={deployment.deployedTime} />
          </div>
        </ListItem>
      ))}
    </List>
  );
}

function actionsOf(revision: Revision, onMove: (move: RevisionMove) => void): IAction[] {
  const words = texts.deployments;
  return [
    { title: words.deploy, onClick: () => onMove({ kind: 'deploy', revision }) },
    ...revision.deploymentInfo.map((deployment) => ({
      title: words.undeployFrom(deployment.name),
      onClick: () => onMove({ kind: 'undeploy', revision, environment: deployment.name }),
    })),
    { title: words.restore, onClick: () => onMove({ kind: 'restore', revision }) },
    {
      title: words.remove,
      isAriaDisabled: revision.deploymentInfo.length > 0,
      ...(revision.deploymentInfo.length > 0 && { description: words.removeDeployed }),
      onClick: () => onMove({ kind: 'remove', revision }),
    },
  ];
}

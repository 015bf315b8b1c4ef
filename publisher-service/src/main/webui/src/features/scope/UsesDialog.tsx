import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../ui/QueryView';
import { texts } from '../../texts';
import { scopeUsesQuery } from './queries';
import type { SharedScope } from './shapes';

const words = texts.scopes;

/** The APIs that have a scope, with the topics that ask for it. */
export function UsesDialog({ scope, onClose }: { readonly scope: SharedScope; readonly onClose: () => void }) {
  const uses = useQuery(scopeUsesQuery(scope.id));
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="uses-title">
      <ModalHeader title={words.usesTitle(scope.name)} labelId="uses-title" />
      <ModalBody>
        <QueryView query={uses} isEmpty={({ usedApiList }) => usedApiList.length === 0} empty={<p>{words.noUses}</p>}>
          {({ usedApiList }) => (
            <Table aria-label={words.usesTitle(scope.name)} variant="compact">
              <Thead>
                <Tr>
                  <Th>{words.api}</Th>
                  <Th>{words.topics}</Th>
                  <Th>{words.revisions}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {usedApiList.map(({ name, version, usedResourceList, revisions }) => (
                  <Tr key={`${name} ${version}`}>
                    <Td dataLabel={words.api} className="sluice-break">
                      {name} {version}
                    </Td>
                    <Td dataLabel={words.topics} className="sluice-break">
                      {usedResourceList.map(({ target }) => target).join(', ')}
                    </Td>
                    <Td dataLabel={words.revisions}>{revisions.join(', ')}</Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </QueryView>
      </ModalBody>
      <ModalFooter>
        <Button variant="link" onClick={onClose}>
          {words.close}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

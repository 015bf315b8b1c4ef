import { Button, PageSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyPage } from '../../ui/EmptyPage';
import { LinkButton } from '../../ui/LinkButton';
import { PageHeader } from '../../ui/PageHeader';
import { QueryView } from '../../ui/QueryView';
import { texts } from '../../texts';
import { DeletePlanDialog } from './DeletePlanDialog';
import { limitWords, type PlanLevel } from './limits';
import { PLAN_PAGES } from './pages';
import { adminPlansQuery } from './queries';
import { limitsOfAdminPlan, type AdminPlan } from './shapes';

const words = texts.plans;

/** The plans of subscriptions. */
export function BusinessPlansPage() {
  return <PlansPage level="subscription" />;
}

/** The plans of applications. */
export function ApplicationPlansPage() {
  return <PlansPage level="application" />;
}

function PlansPage({ level }: { readonly level: PlanLevel }) {
  const plans = useQuery(adminPlansQuery(level));
  const create = <LinkButton to={PLAN_PAGES[level].create}>{words[level].create}</LinkButton>;
  const hasSome = (plans.data?.list.length ?? 0) > 0;
  return (
    <>
      <PageHeader title={words[level].title} intro={words[level].intro} actions={hasSome ? create : undefined} />
      <PageSection>
        <QueryView
          query={plans}
          isEmpty={(found) => found.list.length === 0}
          empty={<EmptyPage title={words[level].emptyTitle} body={words[level].emptyBody} action={create} />}
        >
          {(found) => <List level={level} plans={found.list} />}
        </QueryView>
      </PageSection>
    </>
  );
}

function List({ level, plans }: { readonly level: PlanLevel; readonly plans: readonly AdminPlan[] }) {
  const [removed, setRemoved] = useState<AdminPlan | null>(null);
  return (
    <>
      <Table aria-label={words[level].title} variant="compact">
        <Thead>
          <Tr>
            <Th>{words.name}</Th>
            <Th>{words.limitsTitle}</Th>
            {level === 'subscription' && <Th>{words.audience}</Th>}
            <Th screenReaderText={words.actions} />
          </Tr>
        </Thead>
        <Tbody>
          {plans.map((plan) => (
            <Tr key={plan.policyId}>
              <Td dataLabel={words.name} className="sluice-break">
                <div>
                  <Link to={PLAN_PAGES[level].one} params={{ planId: plan.policyId }}>
                    {plan.policyName}
                  </Link>
                  {plan.displayName !== plan.policyName && <div className="sluice-subtle">{plan.displayName}</div>}
                </div>
              </Td>
              <Td dataLabel={words.limitsTitle}>
                <ul className="sluice-plain">
                  {limitWords(limitsOfAdminPlan(plan)).map((limit) => (
                    <li key={limit}>{limit}</li>
                  ))}
                </ul>
              </Td>
              {level === 'subscription' && <Td dataLabel={words.audience}>{audienceOf(plan)}</Td>}
              <Td modifier="fitContent">
                <Button variant="link" isInline isDanger aria-label={words.removeOf(plan.policyName)} onClick={() => setRemoved(plan)}>
                  {words.remove}
                </Button>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {removed !== null && <DeletePlanDialog level={level} plan={removed} onClose={() => setRemoved(null)} onDone={() => setRemoved(null)} />}
    </>
  );
}

function audienceOf({ permissions }: AdminPlan): string {
  if (permissions === undefined) {
    return words.everyone;
  }
  const roles = permissions.roles.join(', ');
  return permissions.permissionType === 'ALLOW' ? words.only(roles) : words.allBut(roles);
}

import { Button, PageSection } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Versioned } from '../../api/client';
import { PageHeader } from '../../ui/PageHeader';
import { QueryView } from '../../ui/QueryView';
import { texts } from '../../texts';
import { DeletePlanDialog } from './DeletePlanDialog';
import { PLAN_PAGES } from './pages';
import { PlanForm } from './PlanForm';
import { adminPlanQuery } from './queries';
import type { PlanLevel } from './limits';
import type { AdminPlan } from './shapes';

const words = texts.plans;

export function NewBusinessPlanPage() {
  return <NewPlanPage level="subscription" />;
}

export function NewApplicationPlanPage() {
  return <NewPlanPage level="application" />;
}

export function BusinessPlanPage() {
  const { planId } = useParams({ from: PLAN_PAGES.subscription.one });
  return <PlanPage key={planId} level="subscription" planId={planId} />;
}

export function ApplicationPlanPage() {
  const { planId } = useParams({ from: PLAN_PAGES.application.one });
  return <PlanPage key={planId} level="application" planId={planId} />;
}

function NewPlanPage({ level }: { readonly level: PlanLevel }) {
  return (
    <>
      <PageHeader title={words[level].newTitle} intro={words[level].intro} />
      <PageSection>
        <PlanForm level={level} loaded={null} />
      </PageSection>
    </>
  );
}

function PlanPage({ level, planId }: { readonly level: PlanLevel; readonly planId: string }) {
  const plan = useQuery(adminPlanQuery(level, planId));
  return <QueryView query={plan}>{(found) => <Parts level={level} loaded={found} />}</QueryView>;
}

function Parts({ level, loaded }: { readonly level: PlanLevel; readonly loaded: Versioned<AdminPlan> }) {
  const navigate = useNavigate();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <>
      <PageHeader
        title={loaded.value.policyName}
        intro={words.changeHint}
        actions={
          <Button variant="danger" onClick={() => setRemoving(true)}>
            {words.remove}
          </Button>
        }
      />
      <PageSection>
        <PlanForm level={level} loaded={loaded} />
      </PageSection>
      {isRemoving && (
        <DeletePlanDialog
          level={level}
          plan={loaded.value}
          onClose={() => setRemoving(false)}
          onDone={() => void navigate({ to: PLAN_PAGES[level].list, ignoreBlocker: true })}
        />
      )}
    </>
  );
}

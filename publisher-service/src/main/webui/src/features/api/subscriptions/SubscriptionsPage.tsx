import { ActionGroup, Alert, Button, Checkbox, Form, FormFieldGroup, FormFieldGroupHeader, Pagination, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../../session/session';
import { EmptyPage } from '../../../ui/EmptyPage';
import { ProblemView } from '../../../ui/ProblemView';
import { QueryView } from '../../../ui/QueryView';
import { UnsavedDialog } from '../../../ui/UnsavedDialog';
import { texts } from '../../../texts';
import { ApiPage } from '../api/ApiPage';
import { useApi, useEdition } from '../api/context';
import { useUpdateApi } from '../api/queries';
import { PAGE_SIZE, plansQuery, subscriptionsQuery } from './queries';

/** Under which plans applications may subscribe, and which have. */
export function SubscriptionsPage() {
  const { value: api } = useApi();
  const plans = useQuery(plansQuery());
  const words = texts.subscriptions;
  return (
    <ApiPage title={words.title} intro={words.intro}>
      <QueryView query={plans} isEmpty={({ list }) => list.length === 0} empty={<EmptyPage title={words.noPlansTitle} body={words.noPlansBody} />}>
        {({ list }) => <Plans plans={list} />}
      </QueryView>
      <Title headingLevel="h3">{words.subscribers}</Title>
      <Subscribers apiId={api.id} />
    </ApiPage>
  );
}

function Plans({ plans }: { readonly plans: readonly { readonly name: string; readonly description: string }[] }) {
  const words = texts.subscriptions;
  const readOnly = !useMay('apim:api_create', 'apim:api_publish', 'apim:api_manage');
  const [changed, setChanged] = useState<readonly string[] | null>(null);
  const edition = useEdition(changed !== null);
  const update = useUpdateApi();
  const chosen = changed ?? edition.value.policies;
  const choose = (name: string, isChosen: boolean) => {
    update.reset();
    setChanged(plans.map((plan) => plan.name).filter((plan) => (plan === name ? isChosen : chosen.includes(plan))));
  };
  return (
    <Form
      className="sluice-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ edition, api: { ...edition.value, policies: [...chosen] } }, { onSuccess: () => setChanged(null) });
      }}
    >
      {update.isError && <ProblemView error={update.error} />}
      {update.isSuccess && changed === null && <Alert isInline isLiveRegion variant="success" title={words.saved} />}
      <FormFieldGroup header={<FormFieldGroupHeader titleText={{ text: words.plans, id: 'plans' }} titleDescription={words.plansHint} />}>
        {plans.map((plan) => (
          <Checkbox
            key={plan.name}
            id={`plan-${plan.name}`}
            label={plan.name}
            description={plan.description === '' ? words.about[plan.name] : plan.description}
            isChecked={chosen.includes(plan.name)}
            isDisabled={readOnly || update.isPending}
            onChange={(_, isChosen) => choose(plan.name, isChosen)}
          />
        ))}
      </FormFieldGroup>
      {chosen.length === 0 && <Alert isInline variant="warning" title={words.noneChosen} />}
      {!readOnly && (
        <ActionGroup>
          <Button type="submit" isLoading={update.isPending} isDisabled={update.isPending || changed === null}>
            {texts.common.save}
          </Button>
          <Button variant="link" isDisabled={changed === null} onClick={() => setChanged(null)}>
            {words.discard}
          </Button>
        </ActionGroup>
      )}
      <UnsavedDialog isDirty={changed !== null && !update.isPending} />
    </Form>
  );
}

function Subscribers({ apiId }: { readonly apiId: string }) {
  const words = texts.subscriptions;
  const [page, setPage] = useState(1);
  const subscriptions = useQuery(subscriptionsQuery(apiId, page));
  return (
    <QueryView query={subscriptions} isEmpty={({ pagination }) => pagination.total === 0} empty={<EmptyPage title={words.emptyTitle} body={words.emptyBody} />}>
      {({ list, pagination }) => (
        <>
          <Table aria-label={words.subscribers} variant="compact">
            <Thead>
              <Tr>
                <Th>{words.application}</Th>
                <Th>{words.owner}</Th>
                <Th>{words.plan}</Th>
                <Th>{words.state}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {list.map((one) => (
                <Tr key={one.subscriptionId}>
                  <Td dataLabel={words.application}>{one.applicationInfo.name}</Td>
                  <Td dataLabel={words.owner}>{one.applicationInfo.subscriber}</Td>
                  <Td dataLabel={words.plan}>{one.throttlingPolicy}</Td>
                  <Td dataLabel={words.state}>{words.states[one.subscriptionStatus] ?? one.subscriptionStatus}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          {pagination.total > PAGE_SIZE && (
            <Pagination
              itemCount={pagination.total}
              perPage={PAGE_SIZE}
              perPageOptions={[]}
              page={page}
              variant="bottom"
              titles={{ paginationAriaLabel: words.pages }}
              onSetPage={(_, next) => setPage(next)}
            />
          )}
        </>
      )}
    </QueryView>
  );
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson, withQuery } from '../../../api/client';
import { apiKey } from '../api/queries';
import { manyShape, subscriberListShape, type Many } from './shapes';

const SUBSCRIPTIONS = '/api/am/publisher/v4/subscriptions';
/** Subscribers on a page. */
export const PAGE_SIZE = 25;

export interface SubscriberSearch {
  /** Part of the names of application, owner and plan. */
  readonly text: string;
  readonly isPending: boolean;
  /** 1 is the first. */
  readonly page: number;
}

/** The applications that have subscribed to an API, a page of them. */
export const subscribersQuery = (apiId: string, { text, isPending, page }: SubscriberSearch) =>
  queryOptions({
    queryKey: [...apiKey(apiId), 'subscribers', text, isPending, page],
    queryFn: ({ signal }) => {
      const query = { apiId, query: termsOf(text), pending: isPending ? true : null, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
      return fetchJson(withQuery(SUBSCRIPTIONS, query), subscriberListShape, { signal });
    },
    placeholderData: keepPreviousData,
  });

/** Makes one change of many subscriptions; each stands alone. */
export function changeMany(json: object): Promise<Many> {
  return fetchJson(`${SUBSCRIPTIONS}/multiple`, manyShape, { method: 'POST', json });
}

/** What is typed is text, not the server's language of searches. */
function termsOf(text: string): string {
  const plain = text.replaceAll('"', ' ').trim();
  return plain === '' ? '' : `"${plain}"`;
}

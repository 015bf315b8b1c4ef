/** One of these opens the publisher portal. */
export const PUBLISHER_SCOPES = ['apim:api_list_view', 'apim:api_view'] as const;

/** One of these opens the admin portal. */
export const ADMIN_SCOPES = ['apim:admin'] as const;

/** One of these opens the publisher portal. */
export const PUBLISHER_SCOPES = ['apim:api_list_view', 'apim:api_view'] as const;

/** One of these opens the admin portal. */
export const ADMIN_SCOPES = ['apim:admin'] as const;

/** One of these lets a user have applications. */
export const DEVELOPER_SCOPES = ['apim:subscribe', 'apim:app_manage'] as const;

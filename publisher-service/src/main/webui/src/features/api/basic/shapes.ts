import { z } from 'zod';
import { texts } from '../../../texts';
import type { Api } from '../api/shapes';

const words = texts.basicInfo;

/** Every role that there is. */
export const ROLES = ['admin', 'creator', 'publisher', 'subscriber', 'observer', 'devops'] as const;

const MAX_DESCRIPTION = 32_766;
const MAX_DISPLAY_NAME = 255;
const MAX_TAGS = 100;
const MAX_TAG = 60;
const MAX_OWNER = 120;
const MAX_EMAIL = 254;

const email = z.string().max(MAX_EMAIL).regex(/^([^\s@]+@[^\s@]+)?$/, words.badEmail);
const roles = z.array(z.string());

/** What a user types; tags with commas between them. The rules are the server's. */
export const basicInfoShape = z
  .object({
    displayName: z.string().max(MAX_DISPLAY_NAME, words.tooLong(MAX_DISPLAY_NAME)),
    description: z.string().max(MAX_DESCRIPTION, words.tooLong(MAX_DESCRIPTION)),
    tags: z.string().refine((text) => tagsOf(text).length <= MAX_TAGS && tagsOf(text).every((tag) => tag.length <= MAX_TAG), words.badTags(MAX_TAGS, MAX_TAG)),
    isDefaultVersion: z.boolean(),
    visibility: z.string(),
    visibleRoles: roles,
    accessControl: z.string(),
    accessControlRoles: roles,
    businessOwner: z.string().max(MAX_OWNER, words.tooLong(MAX_OWNER)),
    businessOwnerEmail: email,
    technicalOwner: z.string().max(MAX_OWNER, words.tooLong(MAX_OWNER)),
    technicalOwnerEmail: email,
  })
  .refine((values) => values.visibility !== 'RESTRICTED' || values.visibleRoles.length > 0, { path: ['visibleRoles'], message: words.roleMissing })
  .refine((values) => values.accessControl !== 'RESTRICTED' || values.accessControlRoles.length > 0, {
    path: ['accessControlRoles'],
    message: words.roleMissing,
  });

export type BasicInfoValues = z.infer<typeof basicInfoShape>;

/** Returns the words between the commas, each once. */
export function tagsOf(text: string): readonly string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
}

export function valuesOf(api: Api): BasicInfoValues {
  const business = api.businessInformation;
  return {
    displayName: api.displayName ?? '',
    description: api.description,
    tags: api.tags.join(', '),
    isDefaultVersion: api.isDefaultVersion,
    visibility: api.visibility,
    visibleRoles: api.visibleRoles,
    accessControl: api.accessControl,
    accessControlRoles: api.accessControlRoles,
    businessOwner: business.businessOwner ?? '',
    businessOwnerEmail: business.businessOwnerEmail ?? '',
    technicalOwner: business.technicalOwner ?? '',
    technicalOwnerEmail: business.technicalOwnerEmail ?? '',
  };
}

/** Returns the API with these values; roles that do not restrict anything are left out. */
export function withValues(api: Api, values: BasicInfoValues): Api {
  const { businessOwner, businessOwnerEmail, technicalOwner, technicalOwnerEmail } = values;
  return {
    ...api,
    displayName: values.displayName,
    description: values.description,
    tags: [...tagsOf(values.tags)],
    isDefaultVersion: values.isDefaultVersion,
    visibility: values.visibility,
    visibleRoles: values.visibility === 'RESTRICTED' ? values.visibleRoles : [],
    accessControl: values.accessControl,
    accessControlRoles: values.accessControl === 'RESTRICTED' ? values.accessControlRoles : [],
    businessInformation: { ...api.businessInformation, businessOwner, businessOwnerEmail, technicalOwner, technicalOwnerEmail },
  };
}

/** Returns the field of the form for a path of the REST body, or null when the form has none. */
export function fieldOf(path: string): keyof BasicInfoValues | null {
  const name = path.replace(/^businessInformation\./, '').replace(/\[\d+\].*$/, '');
  const known = basicInfoShape.shape;
  return isField(name, known) ? name : null;
}

function isField(name: string, known: object): name is keyof BasicInfoValues {
  return name in known;
}

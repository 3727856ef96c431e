/**
 * What AWS services offer to policies: actions with their access level, resource types with the form of their ARNs,
 * condition keys with their types. One service is loaded at a time. AWS, "Service Authorization Reference".
 */

export { POLICY_CHECKS } from '../validate/reference.ts';
export { CATALOG_SOURCE, loadCatalog, loadService, servicePrefixes } from './load.ts';
export type {
  AccessLevel,
  ActionDescription,
  ActionResource,
  Catalog,
  ConditionKey,
  ConditionKeyType,
  ResourceType,
  ServiceDescription,
} from './service.ts';
export { servicesOf, validateWithCatalog } from './validate.ts';

import { readFileSync } from 'node:fs';
import { linkModel } from './link-model.ts';
import type { ModelFile, ServiceModel } from './model.ts';

/** The services whose models are generated from the AWS SDK. */
export type AwsService = 'iam' | 'sts';

const loaded = new Map<AwsService, ServiceModel>();

/** The model of an AWS service, read from its file at first use and kept. */
export function loadModel(service: AwsService): ServiceModel {
  const known = loaded.get(service);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`./models/${service}.json`, import.meta.url), 'utf8');
  const model = linkModel(JSON.parse(text) as ModelFile);
  loaded.set(service, model);
  return model;
}

import type { FormParameters } from './form.ts';
import type { OperationModel, ServiceModel } from './model.ts';
import { invalidAction, missingAction } from './refusals.ts';

/**
 * The service and operation that a Query request names by `Version` and `Action`; both are case-sensitive.
 *
 * @throws AwsError `MissingAction` 400, `InvalidAction` 400
 */
export function findOperation(
  models: readonly ServiceModel[],
  parameters: FormParameters,
): { readonly model: ServiceModel; readonly operation: OperationModel } {
  const action = parameters.get('Action');
  const version = parameters.get('Version');
  if (action === undefined) throw missingAction();
  for (const model of models) {
    const operation = model.version === version ? model.operations.get(action) : undefined;
    if (operation !== undefined) return { model, operation };
  }
  throw invalidAction(action, version);
}

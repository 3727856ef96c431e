/** EC2 scenarios of the simulator: which resources must be there. IAM API Reference, ResourceHandlingOption. */
import { parseArn } from '../../names/index.ts';
import { invalidInput } from './errors.ts';

const INSTANCE_STORE = ['instance', 'image', 'security-group', 'network-interface'];

/** The types of EC2's resources that each scenario needs. */
const SCENARIOS: ReadonlyMap<string, readonly string[]> = new Map([
  ['EC2-VPC-InstanceStore', INSTANCE_STORE],
  ['EC2-VPC-InstanceStore-Subnet', [...INSTANCE_STORE, 'subnet']],
  ['EC2-VPC-EBS', [...INSTANCE_STORE, 'volume']],
  ['EC2-VPC-EBS-Subnet', [...INSTANCE_STORE, 'subnet', 'volume']],
]);

function typeOf(resource: string): string | undefined {
  const arn = parseArn(resource);
  return arn?.service === 'ec2' ? arn.resource.split('/', 1)[0] : undefined;
}

/** @throws AwsError InvalidInput for a scenario that does not exist, or whose resources are not all there. */
export function checkScenario(option: string | undefined, resources: readonly string[]): void {
  if (option === undefined) return;
  const needed = SCENARIOS.get(option);
  if (needed === undefined) throw invalidInput(`There is no resource handling option ${option}.`);
  const present = new Set(resources.map(typeOf));
  const missing = needed.filter((type) => !present.has(type));
  if (missing.length > 0) {
    throw invalidInput(`Resource handling option ${option} needs resources of type ${missing.join(', ')}.`);
  }
}

// Threats to what runs elsewhere: a command that takes down a whole environment, cluster, bucket or repository.
import { firstOf } from '../floor/rule.ts';
import type { Threat } from './threat.ts';

/** Whole things, not one of many. Sources: the reference of each command line tool. */
const catastrophes: readonly (readonly [string, RegExp])[] = [
  ['everything that the configuration describes', /^(?:terraform|tofu|terragrunt)(?: -\S+)* (?:run-all |run --all )?(?:destroy\b(?!.* -{1,2}target[= ])|apply\b.*-destroy\b(?!.* -{1,2}target[= ]))|^pulumi (?:destroy|stack rm)\b|^cdk destroy\b|^(?:serverless|sls) remove\b|^sam delete\b|^eksctl delete cluster\b/u],
  ['a namespace, a node or all of a kind', /^(?:kubectl|oc|k)(?: -\S+(?: (?!-\S)[\w-]+)?)*? delete (?:.* )?(?:ns|namespaces?|nodes?|pv|persistentvolumes?|crds?|customresourcedefinitions?)(?:\/| )|^(?:kubectl|oc|k) (?:.* )?delete (?:.* )?--all\b|^(?:kubectl|oc|k) (?:.* )?scale (?:.* )?--all\b.*--replicas[= ]0/u],
  ['a bucket or all objects in it', /^aws s3 (?:.* )?(?:rb .*--force|rm (?=.*--recursive)(?:.* )?s3:\/\/[^/ ]*\/? )|^gsutil (?:.* )?(?:rm (?:.* )?-r|rb)|^gcloud storage (?:rm (?:.* )?(?:-r|--recursive)|buckets delete)|^aws s3api delete-bucket\b|^az storage (?:container|account) delete\b|^mc (?:rb|rm) .*(?:--force|--recursive)/u],
  ['instances, databases or stacks', /^aws (?:ec2 terminate-instances|rds delete-db-(?:instance|cluster)|dynamodb delete-table|cloudformation delete-stack|eks delete-cluster|ecs delete-cluster|elasticache delete-\S+|kms schedule-key-deletion|route53 delete-hosted-zone|organizations delete-\S+|backup delete-\S+|ec2 delete-(?:vpc|volume|snapshot)|iam delete-(?:user|role))(?![\w-])|^gcloud (?:alpha |beta )?(?:projects delete|sql instances delete|container clusters delete|compute instances delete|compute disks delete)\b|^az (?:group|vm|sql server|sql db|aks|cosmosdb|keyvault) delete\b/u],
  ['a repository or a project', /^gh repo (?:delete|archive)\b|^glab (?:repo|project) delete\b|^(?:heroku apps?:destroy|flyctl apps destroy|fly apps destroy|vercel (?:rm|remove)|netlify sites:delete|railway (?:delete|down)|supabase projects delete|doctl (?:\S+ )+delete|linode-cli \S+ delete|firebase \S+:delete)(?![\w:-])|^npm unpublish\b/u],
  ['volumes of all containers', /^(?:docker|podman) (?:volume prune|system prune (?:.* )?--volumes)\b/u],
  ['backups or stored state', /^(?:velero (?:backup|restore) delete|restic forget .*--prune|borg delete|vault (?:secrets disable|kv (?:destroy|metadata delete))|etcdctl del .*--prefix|consul kv delete .*-recurse|zfs destroy|rclone (?:purge|delete))\b/u],
]; // prettier-ignore

export const cloudThreats: readonly Threat[] = [
  {
    id: 'cloud-destruction',
    title: 'A whole environment would be destroyed',
    instead: 'Show the plan of what would go, and let the person run it.',
    principle:
      'It takes away a thing that holds many others, or data that only exists there. One pod, one object, one release is asked about.',
    examples: [
      'terraform destroy',
      'kubectl delete namespace prod',
      'kubectl delete pods --all',
      'aws s3 rb s3://b --force',
      'aws s3 rm s3://b --recursive',
      'aws ec2 terminate-instances --instance-ids i-1',
      'az group delete -n x',
      'gh repo delete x',
    ],
    lookAlikes: [
      'terraform plan -destroy',
      'kubectl delete pod x',
      'kubectl delete ns x --dry-run=client',
      'aws s3 rm s3://b/k',
      'aws ec2 describe-instances',
      'helm uninstall x',
      'terraform destroy -target=aws_instance.x',
      'aws s3 rm s3://b/old --recursive',
      'docker system prune',
    ],
    programs:
      /\b(?:terraform|tofu|terragrunt|pulumi|cdk|serverless|sls|sam|eksctl|kubectl|oc|k|aws|gsutil|gcloud|az|mc|gh|glab|heroku|flyctl|fly|vercel|netlify|railway|supabase|doctl|linode-cli|firebase|npm|docker|podman|velero|restic|borg|vault|etcdctl|consul|zfs|rclone)\b/u,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words }) => {
        const line = [program, ...words].join(' ').slice(0, 400);
        if (words.some((word) => /^--?(?:dry-?run(?:=.*)?|help|what-if)$/u.test(word))) return undefined;
        return firstOf(catastrophes, ([what, test]) =>
          test.test(`${line} `) ? `${line.slice(0, 60)} takes down ${what}` : undefined,
        );
      }),
  },
];

import { shellQuoted } from './quote';
import type { Snippet, SnippetTarget } from './target';

/** Returns a script for bash. An id counts once its event is whole, so that a cut in the middle of one loses nothing. */
export function curlSnippet(target: SnippetTarget): Snippet {
  const { credential } = target;
  const code = `#!/usr/bin/env bash
# Shows the events of a stream; comes back with the id of the last one whenever the connection ends.
url=${shellQuoted(target.gateway + target.path)}
headers=(-H 'Accept: text/event-stream'${credential === null ? '' : ` -H ${shellQuoted(`${credential.header}: ${credential.value}`)}`})

last='' pause=3
while true; do
  head=yes status='' refusal='' type='' data='' id=$last
  resume=()
  if [[ $last ]]; then resume=(-H "Last-Event-ID: $last"); fi
  while IFS= read -r line || [[ $line ]]; do
    line=\${line%$'\\r'}
    if [[ $head ]]; then
      case $line in
        HTTP/*) status=\${line#* } status=\${status%% *} ;;
        [Rr]etry-[Aa]fter:*) pause=\${line#*: } ;;
        '') head='' ;;
      esac
    elif [[ $status != 200 ]]; then
      refusal+=$line
    else
      case $line in
        id:*) id=\${line#id:} id=\${id# } ;;
        event:*) type=\${line#event:} type=\${type# } ;;
        data:*) line=\${line#data:} data+=\${line# }$'\\n' ;;
        retry:*) ms=\${line#retry:} ms=\${ms# } pause=$((ms / 1000)).$(printf %03d $((ms % 1000))) ;;
        '')
          last=$id data=\${data%$'\\n'}
          case $type in
            # The stream is over, or the credential is no longer good.
            sluice.end) echo "$type $data" >&2; exit 0 ;;
            sluice.auth) echo "$type $data" >&2; exit 1 ;;
            # sluice.gap: events are missing. sluice.goaway: come back, as soon as retry said.
            sluice.*) echo "$type $data" >&2 ;;
            '') if [[ $data ]]; then printf '%s\\n' "$data"; fi ;;
            *) printf '%s\\n' "$data" ;;
          esac
          type='' data=''
          ;;
      esac
    fi
  done < <(curl -sSNi --keepalive-time 20 "\${headers[@]}" "\${resume[@]}" "$url")
  case $status in
    204) exit 0 ;;
    4[0-13-9][0-9]|42[0-8]) echo "$status $refusal" >&2; exit 1 ;;
  esac
  sleep "$pause"
done
`;
  return { key: 'curl', fileName: 'subscribe.sh', command: 'bash subscribe.sh', code };
}

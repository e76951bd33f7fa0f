/* The scripts that let shells complete command lines. They know nothing themselves:
   for each word they ask 'raci complete', which reads the table of commands, so that
   they need not be made anew when raci is. What it answers is never evaluated. */
#include <string.h>

#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/output.h"

static const char bash[] =
    "# Completion of raci for bash, made by: raci completion bash\n"
    "_raci()\n"
    "{\n"
    "    local rest=${COMP_LINE:0:COMP_POINT} before='' part bare line plain=1 i\n"
    "    local -a words=()\n"
    "    # Bash cuts words at : = and >; here they are whole again, as far as the cursor.\n"
    "    for ((i = 0; i <= COMP_CWORD; i++)); do\n"
    "        part=${COMP_WORDS[i]}\n"
    "        bare=${rest#\"${rest%%[![:space:]]*}\"}\n"
    "        ((i < COMP_CWORD)) || part=$bare\n"
    "        if ((i == 0)) || [[ $bare != \"$rest\" || -z $rest ]]; then\n"
    "            words+=(\"\")\n"
    "            before=\n"
    "        fi\n"
    "        ((i < COMP_CWORD)) || before=${words[-1]}\n"
    "        words[-1]+=$part\n"
    "        rest=${bare#\"$part\"}\n"
    "    done\n"
    "    [[ $part != [:=\\>] ]] || before=${words[-1]}\n"
    "    [[ ${words[-1]} != [\\'\\\"]* ]] || plain=\n"
    "    for i in \"${!words[@]}\"; do\n"
    "        words[i]=${words[i]//[\\\\\\'\\\"]/}\n"
    "    done\n"
    "    before=${before//[\\\\\\'\\\"]/}\n"
    "    COMPREPLY=()\n"
    "    while IFS= read -r line; do\n"
    "        case $line in\n"
    "            :more) compopt -o nospace 2>/dev/null ;;\n"
    "            :file | :folder)\n"
    "                compopt -o filenames 2>/dev/null\n"
    "                part=${words[-1]#\"$before\"}\n"
    "                [[ $line == :file ]] && i=-f || i=-d\n"
    "                while IFS= read -r line; do\n"
    "                    COMPREPLY+=(\"$line\")\n"
    "                done < <(compgen \"$i\" -- \"$part\") ;;\n"
    "            :*) ;;\n"
    "            *)\n"
    "                line=${line%%$'\\t'*}\n"
    "                line=${line#\"$before\"}\n"
    "                [[ -z $plain ]] || printf -v line %q \"$line\"\n"
    "                COMPREPLY+=(\"$line\") ;;\n"
    "        esac\n"
    "    done < <(command raci complete -- \"${words[@]:1}\" 2>/dev/null)\n"
    "}\n"
    "complete -F _raci raci\n";

static const char zsh[] =
    "#compdef raci\n"
    "# Completion of raci for zsh, made by: raci completion zsh\n"
    "_raci()\n"
    "{\n"
    "    local line more\n"
    "    local -a lines values shown\n"
    "    lines=(\"${(@f)$(command raci complete -- \"${(@Q)words[2,CURRENT-1]}\" \\\n"
    "        \"${(Q)PREFIX}\" 2>/dev/null)}\")\n"
    "    for line in $lines; do\n"
    "        case $line in\n"
    "            :more) more=1 ;;\n"
    "            :file) _files ;;\n"
    "            :folder) _files -/ ;;\n"
    "            :*) ;;\n"
    "            ?*)\n"
    "                values+=(\"${line%%$'\\t'*}\")\n"
    "                shown+=(\"${line/$'\\t'/  }\") ;;\n"
    "        esac\n"
    "    done\n"
    "    if (( $#values )); then\n"
    "        compadd -l -d shown ${more:+-S} ${more:+''} -- \"${values[@]}\"\n"
    "    fi\n"
    "}\n"
    "if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then\n"
    "    _raci \"$@\"\n"
    "else\n"
    "    compdef _raci raci\n"
    "fi\n";

static const char fish[] =
    "# Completion of raci for fish, made by: raci completion fish\n"
    "function __raci_complete\n"
    "    set -l words (commandline -opc)\n"
    "    set -l current (commandline -ct)\n"
    "    for line in (command raci complete -- $words[2..] \"$current\" 2>/dev/null)\n"
    "        switch $line\n"
    "            case :file :folder\n"
    "                set -l lead (string match -r '^--[^=]*=' -- \"$current\")\n"
    "                set -l rest (string replace -r '^--[^=]*=' '' -- \"$current\")\n"
    "                set -l paths (__fish_complete_path \"$rest\")\n"
    "                test $line = :file; or set paths (string match '*/*' -- $paths)\n"
    "                printf '%s\\n' $lead$paths\n"
    "            case ':*'\n"
    "            case '*'\n"
    "                printf '%s\\n' $line\n"
    "        end\n"
    "    end\n"
    "end\n"
    "complete -c raci -f -a '(__raci_complete)'\n";

int cmd_completion(const options *o)
{
    static const struct {
        const char *shell;
        const char *script;
    } scripts[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    output out = {0};
    raci_error err = {0};
    const char *script = NULL;
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        if (strcmp(scripts[i].shell, o->operands[0]) == 0) {
            script = scripts[i].script;
        }
    }
    if (script == NULL) {
        (void)fail(&err, RACI_INVALID, "there is a script for bash, zsh and fish, not for '%s'",
                   o->operands[0]);
        return failure_tell(o, STAGE_USAGE, &err, NULL);
    }
    if (output_begin(&out, &err) != RACI_OK) {
        return failure_tell(o, STAGE_ASKING, &err, NULL);
    }
    (void)raci_buffer_write(script, strlen(script), out.buffer);
    return output_end(&out, o, EXIT_FINE);
}

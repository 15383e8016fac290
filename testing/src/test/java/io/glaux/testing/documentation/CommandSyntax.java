/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.testing.documentation;

import io.glaux.testing.Checkout;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.CommandResult;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * What the commands say of themselves with {@code --help}.
 */
final class CommandSyntax
{
    private static final Pattern OPTION_LINE = Pattern.compile("(?m)^ {2,}(?:(-\\w), )?(--[a-z-]+)");
    private static final Pattern COMMAND_LINE = Pattern.compile("(?m)^ {2}([a-z]+) {2,}\\S");
    private static final Pattern INVOCATION = Pattern.compile("\\./glaux((?: (?!#)[^`\\n;]*)?)");
    private static final Pattern OPTION = Pattern.compile("--?[a-z][a-z-]*");
    private static final Pattern WORD = Pattern.compile("[a-z]+");

    private final Installation installation;
    private final Map<List<String>, Help> helps = new HashMap<>();

    CommandSyntax(Installation installation)
    {
        this.installation = requireNonNull(installation, "installation is null");
    }

    /**
     * The options of a command, long and short, with those of its own commands.
     */
    Set<String> options(String... command)
    {
        Help help = help(List.of(command));
        Set<String> options = new TreeSet<>(help.options());
        for (String more : help.commands()) {
            List<String> path = new ArrayList<>(List.of(command));
            path.add(more);
            options.addAll(help(path).options());
        }
        return options;
    }

    /**
     * The commands that {@code ./glaux --help} lists, and {@code test}, which only a checkout has.
     */
    Set<String> commands()
    {
        return help(List.of()).commands();
    }

    /**
     * What is wrong with the calls of {@code ./glaux} in a text: commands and options that there are not.
     */
    List<String> mistakes(String text)
    {
        List<String> mistakes = new ArrayList<>();
        Matcher invocation = INVOCATION.matcher(text.replaceAll("\\\\\\n\\s*", ""));
        while (invocation.find()) {
            // in quotes is SQL; brackets and bars are how the pages write what may be left out
            String bare = invocation.group(1)
                    .replaceAll("\"[^\"]*\"|'[^']*'", "")
                    .replaceAll("\\)\".*", "")
                    .replaceAll("#.*", "")
                    .replaceAll("[\\[\\]|,]", " ");
            List<String> words = Arrays.stream(bare.trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
            List<String> command = command(words);
            Help help = help(command);
            // a word after a command that has commands of its own is one of them
            words.stream()
                    .skip(command.size())
                    .limit(help.commands().isEmpty() ? 0 : 1)
                    .filter(word -> WORD.matcher(word).matches())
                    .forEach(word -> mistakes.add("%s is no command: %s".formatted(word, invocation.group())));
            words.stream()
                    .filter(word -> OPTION.matcher(word).matches() && !help.options().contains(word))
                    .forEach(word -> mistakes.add("%s is no option: %s".formatted(word, invocation.group())));
        }
        return mistakes;
    }

    private List<String> command(List<String> words)
    {
        List<String> command = new ArrayList<>();
        for (String word : words) {
            if (!help(command).commands().contains(word)) {
                break;
            }
            command.add(word);
        }
        return command;
    }

    private Help help(List<String> command)
    {
        Help known = helps.get(command);
        if (known == null) {
            known = read(command);
            helps.put(command, known);
        }
        return known;
    }

    private Help read(List<String> command)
    {
        CommandResult result;
        if (command.equals(List.of("test"))) {
            // the launcher of the checkout has it, not the distribution
            result = Command.of(Checkout.testing("run").toString(), "--help").runWell();
        }
        else {
            List<String> arguments = new ArrayList<>(List.of("./glaux"));
            arguments.addAll(command);
            arguments.add("--help");
            result = installation.command(arguments).runWell();
        }
        Set<String> options = new TreeSet<>();
        OPTION_LINE.matcher(result.out()).results().forEach(option -> {
            if (option.group(1) != null) {
                options.add(option.group(1));
            }
            options.add(option.group(2));
        });
        Set<String> commands = new TreeSet<>();
        int list = result.out().indexOf("\nCommands:\n");
        if (list >= 0) {
            COMMAND_LINE.matcher(result.out().substring(list)).results().map(name -> name.group(1))
                    .forEach(commands::add);
        }
        if (command.isEmpty()) {
            commands.add("test");
        }
        return new Help(options, commands);
    }

    private record Help(Set<String> options, Set<String> commands) {}
}

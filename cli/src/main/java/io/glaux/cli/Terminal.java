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
package io.glaux.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What is known of the terminal, if there is one.
 */
public final class Terminal
{
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    private static final int STTY_SECONDS = 2;

    private Terminal() {}

    /**
     * Whether a person watches standard error.
     */
    public static boolean watchesErrors()
    {
        return isTerminal(STDERR);
    }

    /**
     * Whether standard input is a keyboard.
     */
    public static boolean hasKeyboard()
    {
        return isTerminal(STDIN);
    }

    /**
     * Columns of the terminal that standard output goes to; empty if it goes elsewhere, or nobody knows.
     */
    public static OptionalInt width()
    {
        if (!isTerminal(STDOUT)) {
            return OptionalInt.empty();
        }
        String columns = System.getenv("COLUMNS");
        if (columns != null && columns.matches("[1-9][0-9]{0,4}")) {
            return OptionalInt.of(Integer.parseInt(columns));
        }
        return askStty();
    }

    private static OptionalInt askStty()
    {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(process.getInputStream().readAllBytes(), US_ASCII).strip();
            if (process.waitFor(STTY_SECONDS, TimeUnit.SECONDS) && size.matches("\\d+ [1-9]\\d*")) {
                return OptionalInt.of(Integer.parseInt(size.substring(size.indexOf(' ') + 1)));
            }
        }
        catch (IOException e) {
            return OptionalInt.empty();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OptionalInt.empty();
    }

    /**
     * Java tells only whether input and output are both terminals; systems with a descriptor folder tell each.
     */
    private static boolean isTerminal(int descriptor)
    {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
            catch (IOException e) {
                return false;
            }
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}

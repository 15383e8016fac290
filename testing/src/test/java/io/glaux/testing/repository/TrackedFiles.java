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
package io.glaux.testing.repository;

import io.glaux.testing.Checkout;
import io.glaux.testing.process.Command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The text files that git tracks, by their path in the checkout.
 */
record TrackedFiles(Map<String, List<String>> text)
{
    TrackedFiles
    {
        requireNonNull(text, "text is null");
    }

    static TrackedFiles read()
    {
        Map<String, List<String>> text = new TreeMap<>();
        String listing = Command.of("git", "ls-files", "-z").folder(Checkout.root()).runWell().out();
        for (String file : listing.split("\0")) {
            Path path = Checkout.root().resolve(file);
            if (Files.isRegularFile(path)) {
                readLines(path, file, text);
            }
        }
        return new TrackedFiles(text);
    }

    Map<String, List<String>> ending(String end)
    {
        Map<String, List<String>> chosen = new TreeMap<>(text);
        chosen.keySet().removeIf(file -> !file.endsWith(end));
        return chosen;
    }

    private static void readLines(Path path, String file, Map<String, List<String>> text)
    {
        try {
            text.put(file, Files.readAllLines(path));
        }
        catch (MalformedInputException e) {
            return; // not text
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
package io.glaux.cli.bench;

import io.glaux.cli.CommandFailure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Software of peers, fetched through Maven once and kept in {@code .cache/peers}.
 */
final class PeerArtifacts
{
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

    private final Path folder;

    PeerArtifacts(Path home)
    {
        this.folder = home.resolve(".cache/peers");
    }

    /**
     * @param coordinates group, artifact, version and type, with colons between
     */
    Path fetch(String coordinates)
            throws IOException, InterruptedException
    {
        String[] parts = coordinates.split(":");
        Path file = folder.resolve("%s-%s.%s".formatted(parts[1], parts[2], parts[3]));
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(folder);
        Path arrival = Files.createTempDirectory(folder, "arrival");
        // away from the checkout: the artifacts have nothing to do with its build
        execute(arrival,
                List.of(maven(), "-B", "-q", COPY, "-Dartifact=" + coordinates, "-DoutputDirectory=" + arrival),
                coordinates);
        Files.move(arrival.resolve(file.getFileName()), file);
        Files.delete(arrival);
        return file;
    }

    /**
     * Unpacks a tarball once and keeps some of its folders. The rest has to be unpacked too: files of one folder are
     * links to those of another.
     *
     * @param root the one folder that the tarball has at its top
     * @return that folder
     */
    Path unpack(Path tarball, String root, List<String> kept)
            throws IOException, InterruptedException
    {
        Path unpacked = folder.resolve(root);
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        Path arrival = Files.createTempDirectory(folder, "arrival");
        execute(arrival, List.of("tar", "-xzf", tarball.toString(), "-C", arrival.toString()), tarball.getFileName()
                .toString());
        Path part = arrival.resolve("kept");
        for (String wanted : kept) {
            Path target = part.resolve(wanted);
            Files.createDirectories(target.getParent());
            Files.move(arrival.resolve(root).resolve(wanted), target);
        }
        Files.move(part, unpacked);
        Folders.delete(arrival);
        return unpacked;
    }

    private static String maven()
    {
        String given = System.getenv("GLAUX_MVN");
        return given == null ? "mvn" : given;
    }

    private void execute(Path directory, List<String> command, String what)
            throws IOException, InterruptedException
    {
        File log = folder.resolve("fetch.log").toFile();
        Process process = new ProcessBuilder(requireNonNull(command, "command is null"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (process.waitFor() != 0) {
            throw new CommandFailure("%s could not be fetched: see .cache/peers/fetch.log".formatted(what));
        }
    }
}

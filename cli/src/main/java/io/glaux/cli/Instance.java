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

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import static java.nio.file.StandardOpenOption.READ;

/**
 * A data folder and the server that may run on it.
 */
public final class Instance
{
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .build();

    private final Path data;

    public Instance(Path data)
    {
        this.data = data.toAbsolutePath().normalize();
    }

    public Path data()
    {
        return data;
    }

    /**
     * What the running server says of itself; empty when none runs. A server that was killed leaves its file, but not
     * its lock.
     */
    public Optional<InstanceState> running()
    {
        return lockIsHeld() ? read("run/state.json", InstanceState.class) : Optional.empty();
    }

    /**
     * @throws CommandFailure with exit code 3 if no server runs, or it does not yet answer queries
     */
    public InstanceState requireReady()
    {
        return running()
                .filter(InstanceState::ready)
                .orElseThrow(() -> new CommandFailure(
                        "no server runs on %s: start it with ./glaux start --data %s".formatted(data, data),
                        CommandFailure.NOT_RUNNING));
    }

    /**
     * The administrator's name, password and keys.
     *
     * @throws CommandFailure if the data folder has not been started yet, or the file belongs to somebody else
     */
    public Identity identity()
    {
        return read("identity", Identity.class)
                .orElseThrow(
                        () -> new CommandFailure(
                                "%s has no identity yet: ./glaux start --data %s makes one".formatted(data, data)));
    }

    /**
     * The certificate of the authority that signed the server's certificate.
     */
    public Path authorityPem()
    {
        return data.resolve("tls").resolve("ca.pem");
    }

    /**
     * The same certificate as a PKCS #12 trust store; it holds nothing secret and its password is {@code changeit}.
     */
    public Path trustStore()
    {
        return data.resolve("tls").resolve("truststore.p12");
    }

    Optional<String> failure()
    {
        try {
            return Optional.of(Files.readString(data.resolve("run/failure")).strip());
        }
        catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean lockIsHeld()
    {
        Optional<Path> file = fileInTheWay();
        if (file.isPresent()) {
            throw new CommandFailure("%s is no folder: choose another data folder with --data DIR".formatted(
                    file.get()));
        }
        // shared, so that two who look do not take each other for the server
        try (FileChannel channel = FileChannel.open(data.resolve("run/lock"), READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
        catch (NoSuchFileException e) {
            return false;
        }
        catch (AccessDeniedException e) {
            throw new CommandFailure("%s belongs to another user: run the command as that user".formatted(data));
        }
        catch (IOException e) {
            throw new CommandFailure("cannot read %s: %s".formatted(data.resolve("run/lock"), e.getMessage()));
        }
    }

    /**
     * A file where the data folder, or a folder above it, should be.
     */
    private Optional<Path> fileInTheWay()
    {
        Path existing = data;
        while (existing.getParent() != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return Files.exists(existing) && !Files.isDirectory(existing) ? Optional.of(existing) : Optional.empty();
    }

    private <T> Optional<T> read(String file, Class<T> type)
    {
        Path path = data.resolve(file);
        try {
            return Optional.of(MAPPER.readValue(Files.readString(path), type));
        }
        catch (NoSuchFileException e) {
            return Optional.empty();
        }
        catch (AccessDeniedException e) {
            throw new CommandFailure("%s is readable by the user who started the server only".formatted(path));
        }
        catch (IOException e) {
            throw new CommandFailure("cannot read %s: %s".formatted(path, e.getMessage()));
        }
    }
}

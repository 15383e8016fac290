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
package io.glaux.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.identity.FirstAdmin;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.PrivateFiles;
import io.glaux.engine.instance.StartFailedException;
import io.glaux.engine.store.Store;

import java.io.IOException;
import java.nio.file.Path;

import static java.util.Objects.requireNonNull;

/**
 * Makes the first user of a store, and leaves the name, the password and the access key in the file {@code identity}.
 */
final class FirstStart
{
    private final Store store;
    private final StoreIdentities identities;
    private final GlauxConfig config;
    private final DataFolder folder;

    FirstStart(Store store, StoreIdentities identities, GlauxConfig config, DataFolder folder)
    {
        this.store = requireNonNull(store, "store is null");
        this.identities = requireNonNull(identities, "identities is null");
        this.config = requireNonNull(config, "config is null");
        this.folder = requireNonNull(folder, "folder is null");
    }

    /**
     * Does nothing when there are users already. The file is written before the store commits: a start that is killed
     * in between is repeated by the next one, and never leaves a user whose password nobody knows.
     */
    void ensureAdmin()
    {
        store.inTransaction(_ -> {
            identities.createFirstAdmin().ifPresent(this::write);
            return null;
        });
    }

    private void write(FirstAdmin admin)
    {
        ObjectNode identity = new ObjectMapper().createObjectNode()
                .put("user", admin.user())
                .put("password", admin.password())
                .put("accessKeyId", admin.key().id())
                .put("secretAccessKey", admin.key().secret())
                .put("account", config.getAwsAccount())
                .put("region", config.getAwsRegion());
        Path file = folder.resolve("identity");
        try {
            PrivateFiles.write(file, identity.toPrettyString() + "\n");
        }
        catch (IOException e) {
            throw new StartFailedException("%s cannot be written: change its owner or its mode".formatted(file), e);
        }
    }
}

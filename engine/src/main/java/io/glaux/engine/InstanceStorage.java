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

import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.identity.AccessKey;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.StartFailedException;
import io.glaux.engine.storage.EmbeddedS3;
import io.glaux.engine.storage.StorageConfig;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

import java.net.URI;
import java.util.Optional;

/**
 * Where the instance keeps objects: the storage that the configuration names, else one of its own over the data folder.
 *
 * @param config how to reach it
 * @param resultsLocation where workgroup primary writes, if that is known
 * @param warehouse where databases without a location are put, if that is known
 * @param server what serves it, if that is in this process
 */
record InstanceStorage(
        StorageConfig config,
        Optional<String> resultsLocation,
        Optional<String> warehouse,
        AutoCloseable server)
        implements AutoCloseable
{
    private static final String OWN_BUCKET = "glaux";

    static InstanceStorage open(GlauxConfig config, DataFolder folder, ClusterSecret secret)
    {
        return config.getS3Endpoint()
                .map(endpoint -> new InstanceStorage(
                        external(config, endpoint),
                        config.getResultsLocation(),
                        Optional.empty(),
                        () -> {}))
                .orElseGet(() -> embedded(config, folder, secret.serviceKey("STORAGE")));
    }

    /**
     * The folder for results that are managed, in the place where {@code primary} writes.
     */
    Optional<String> managedResults()
    {
        return resultsLocation.map(folder -> (folder.endsWith("/") ? folder : folder + "/") + "managed/");
    }

    private static StorageConfig external(GlauxConfig config, URI endpoint)
    {
        Optional<AccessKey> key = config.getS3AccessKey()
                .map(id -> new AccessKey(id, config.getS3SecretKey().orElseThrow(
                        () -> new StartFailedException(
                                "s3.access-key is set, s3.secret-key is not: set both or neither"))));
        return new StorageConfig(endpoint, config.getS3Region(), key, config.isS3PathStyle());
    }

    private static InstanceStorage embedded(GlauxConfig config, DataFolder folder, AccessKey key)
    {
        EmbeddedS3 server = EmbeddedS3.start(Distribution.embeddedS3(), folder.resolve("s3"), key);
        StorageConfig storage = server.config();
        try (S3Client client = storage.newClient()) {
            client.createBucket(request -> request.bucket(OWN_BUCKET));
        }
        catch (BucketAlreadyOwnedByYouException _) {
            // not the first start
        }
        catch (SdkException e) {
            throw new StartFailedException(
                    "The bucket %s cannot be made in the embedded storage: %s".formatted(
                            OWN_BUCKET,
                            e.getMessage()),
                    e);
        }
        return new InstanceStorage(
                storage,
                config.getResultsLocation().or(() -> Optional.of("s3://%s/results/".formatted(OWN_BUCKET))),
                Optional.of("s3://%s/warehouse/".formatted(OWN_BUCKET)),
                server);
    }

    @Override
    public void close()
            throws Exception
    {
        server.close();
    }
}

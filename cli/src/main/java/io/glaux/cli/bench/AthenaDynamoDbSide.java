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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.local.PeerProcess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * AWS's DynamoDB connector for Athena, its handlers called as Athena calls them, in a JVM of its own. Athena itself is
 * not there: what it would still have to do with the rows is not in the times.
 */
final class AthenaDynamoDbSide
        implements AutoCloseable
{
    static final String VERSION = "2025.8.1";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path DRIVER = Path.of("benchmarks/peers/AthenaDynamoDb.java");
    private static final int PARALLEL_SPLITS = 4;

    private final PeerProcess process;
    private final BufferedReader answers;
    private final PrintWriter questions;

    private AthenaDynamoDbSide(Process process)
            throws IOException
    {
        this.process = new PeerProcess(process);
        this.answers = process.inputReader(UTF_8);
        this.questions = new PrintWriter(process.outputWriter(UTF_8), true);
        answer();
    }

    /**
     * @param storage where blocks that are too large for an answer go
     */
    static AthenaDynamoDbSide start(BenchContext context, Path jar, URI dynamoDb, BenchStorage storage, String bucket)
            throws IOException
    {
        requireNonNull(dynamoDb, "dynamoDb is null");
        return new AthenaDynamoDbSide(new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                // its handlers make clients of their own first, which want these
                "-Daws.region=us-east-1",
                "-Daws.accessKeyId=" + BenchStorage.ACCESS_KEY,
                "-Daws.secretAccessKey=" + BenchStorage.SECRET_KEY,
                "-cp",
                jar.toString(),
                context.home().resolve(DRIVER).toString(),
                dynamoDb.toString(),
                storage.endpoint().toString(),
                bucket,
                BenchStorage.ACCESS_KEY,
                BenchStorage.SECRET_KEY,
                DynamoDbItems.TABLE,
                String.valueOf(PARALLEL_SPLITS)))
                .redirectError(context.work().resolve("athena-dynamodb.log").toFile())
                .start());
    }

    /**
     * @return the rows that came
     */
    long read(DynamoDbTask.Read read)
            throws IOException
    {
        questions.println(MAPPER.writeValueAsString(read));
        JsonNode answer = MAPPER.readTree(answer());
        return answer.path("rows").asLong();
    }

    @Override
    public void close()
            throws InterruptedException
    {
        process.close();
    }

    private String answer()
            throws IOException
    {
        String answer = answers.readLine();
        if (answer == null) {
            throw new CommandFailure(
                    "AWS's connector ended: see .cache/bench/dynamodb/athena-dynamodb.log");
        }
        return answer;
    }
}

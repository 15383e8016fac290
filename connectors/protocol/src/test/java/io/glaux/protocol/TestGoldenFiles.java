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
package io.glaux.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import io.glaux.protocol.v1.CatalogInfo;
import io.glaux.protocol.v1.ExpressionOuterClass;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.Federation;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The messages of version 1 are what they were: these classes read the files and write the same bytes. A file is never
 * changed, only added: {@code -Dglaux.golden=write} writes those that are missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestGoldenFiles
{
    private static final Path FOLDER = Path.of("src/test/resources/v1");
    private static final int FIELD_OF_LATER = 12_345;
    private static final int MUTATIONS = 500;

    private final BufferAllocator allocator = new RootAllocator();
    private List<Message> messages;

    @BeforeAll
    void makeMessages()
            throws IOException
    {
        messages = GoldenMessages.all(allocator);
        if ("write".equals(System.getProperty("glaux.golden"))) {
            for (Message message : messages) {
                writeMissing(file(message, "bin"), deterministic(message).toByteArray());
                writeMissing(file(message, "txt"), text(message).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @AfterAll
    void nothingIsLeft()
    {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    Stream<Message> messages()
    {
        return messages.stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aFileIsReadAndWrittenTheSame(Message message)
            throws IOException
    {
        ByteString bytes = ByteString.copyFrom(read(file(message, "bin")));
        Message parsed = message.getParserForType().parseFrom(bytes);
        assertThat(parsed).isEqualTo(message);
        assertThat(deterministic(parsed)).isEqualTo(bytes);
        assertThat(text(parsed)).isEqualTo(new String(read(file(message, "txt")), StandardCharsets.UTF_8));
        Message.Builder fromText = message.newBuilderForType();
        TextFormat.merge(text(parsed), fromText);
        assertThat(fromText.build()).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatALaterVersionAddsIsPassedOver(Message message)
            throws InvalidProtocolBufferException
    {
        Message later = withUnknown(message);
        assertThat(later.getSerializedSize()).isGreaterThan(message.getSerializedSize());
        Message parsed = message.getParserForType().parseFrom(later.toByteString());
        assertThat(withoutUnknown(parsed)).isEqualTo(message);
    }

    @Test
    void featuresOfALaterVersionArePassedOver()
            throws InvalidProtocolBufferException
    {
        CatalogInfo later = CatalogInfo.newBuilder()
                .addFeatures(Feature.FEATURE_FILTER)
                .addFeaturesValue(99)
                .build();
        CatalogInfo parsed = CatalogInfo.parseFrom(later.toByteString());
        assertThat(parsed.getFeaturesValueList()).isEqualTo(List.of(1, 99));
    }

    @Test
    void everyMessageAndFieldIsInAFile()
    {
        Set<FieldDescriptor> found = new HashSet<>();
        Set<String> names = new HashSet<>();
        messages.forEach(message -> collect(message, names, found));
        for (FileDescriptor file : List.of(Federation.getDescriptor(), ExpressionOuterClass.getDescriptor())) {
            for (Descriptor type : file.getMessageTypes()) {
                assertThat(names).contains(type.getFullName());
                // a scan is of a table or of a text: the golden one is of a table
                List<FieldDescriptor> fields = type.getFields().stream()
                        .filter(field -> !field.getFullName().equals("glaux.federation.v1.ScanSpec.query"))
                        .toList();
                assertThat(found).containsAll(fields);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    @Timeout(120)
    void damageIsReadOrRefused(Message message)
    {
        long seed = Seed.next();
        Random random = new Random(seed);
        byte[] bytes = message.toByteArray();
        int refused = 0;
        for (int i = 0; i < MUTATIONS && bytes.length > 0; i++) {
            byte[] changed = bytes.clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                Messages.read(message.getParserForType(), changed, "A message");
            }
            catch (ProtocolException _) {
                refused++;
            }
            catch (RuntimeException | Error e) {
                throw new AssertionError("Neither read nor refused, " + Seed.text(seed), e);
            }
        }
        assertThat(refused).as(Seed.text(seed)).isBetween(0, MUTATIONS);
        byte[] lies = {(byte) 0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
        assertThatThrownBy(() -> Messages.read(message.getParserForType(), lies, "A message"))
                .isInstanceOf(ProtocolException.class);
    }

    private static void collect(Message message, Set<String> names, Set<FieldDescriptor> found)
    {
        names.add(message.getDescriptorForType().getFullName());
        message.getAllFields().forEach((field, value) -> {
            found.add(field);
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
                values.forEach(child -> collect((Message) child, names, found));
            }
        });
    }

    private static Message withUnknown(Message message)
    {
        UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder()
                .addVarint(1)
                .addFixed32(2)
                .addFixed64(3)
                .addLengthDelimited(ByteString.copyFromUtf8("later"))
                .build();
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder().addField(FIELD_OF_LATER, field).build();
        Message.Builder builder = message.toBuilder().setUnknownFields(unknown);
        message.getAllFields().forEach((type, value) -> {
            if (type.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !type.isMapField()) {
                builder.setField(type, mapped(type, value, TestGoldenFiles::withUnknown));
            }
        });
        return builder.build();
    }

    private static Message withoutUnknown(Message message)
    {
        Message.Builder builder = message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
        message.getAllFields().forEach((type, value) -> {
            if (type.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !type.isMapField()) {
                builder.setField(type, mapped(type, value, TestGoldenFiles::withoutUnknown));
            }
        });
        return builder.build();
    }

    private static Object mapped(FieldDescriptor type, Object value, UnaryOperator<Message> change)
    {
        return type.isRepeated()
                ? ((List<?>) value).stream().map(child -> change.apply((Message) child)).toList()
                : change.apply((Message) value);
    }

    /**
     * With the entries of maps in the order of their keys.
     */
    private static ByteString deterministic(Message message)
    {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        output.useDeterministicSerialization();
        try {
            message.writeTo(output);
            output.flush();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteString();
    }

    private static String text(Message message)
    {
        return TextFormat.printer().escapingNonAscii(true).printToString(message);
    }

    private static String file(Message message, String ending)
    {
        return "%s.%s".formatted(message.getDescriptorForType().getName(), ending);
    }

    private static byte[] read(String file)
            throws IOException
    {
        try (InputStream stream = TestGoldenFiles.class.getResourceAsStream("/v1/" + file)) {
            return Optional.ofNullable(stream)
                    .orElseThrow(() -> new AssertionError("There is no %s: write it".formatted(FOLDER.resolve(file))))
                    .readAllBytes();
        }
    }

    private static void writeMissing(String file, byte[] bytes)
            throws IOException
    {
        Files.createDirectories(FOLDER);
        if (!Files.exists(FOLDER.resolve(file))) {
            Files.write(FOLDER.resolve(file), bytes);
        }
    }
}

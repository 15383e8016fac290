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
/**
 * Trino's Hive and Iceberg connectors over an S3 file system whose every read asks the process's
 * {@link io.glaux.metering.ScanMeter} first and tells it the bytes that were served. {@link io.glaux.lake.LakePlugin}
 * has the two connectors, {@link io.glaux.lake.MeteredFileSystemFactory} the file system, and
 * {@link io.glaux.lake.ServedBytesInterceptor} counts the bodies of the responses, retries included.
 */
package io.glaux.lake;

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
 * Trino's own Hive and Iceberg connectors over a metered S3 file system. The connectors are made by their own factories; what is
 * ours is a Guice module that puts the counting file system under them, and a thin wrapper that tells it which table a page
 * source reads. Loaded in the plugin's class loader; shares only {@code io.glaux.metering} with the engine.
 */
package io.glaux.lake;

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
 * The only package that knows Trino's internals: runs statements in this process and takes their pages
 * ({@link io.glaux.engine.trino.TrinoStatementRunner}), tells kinds of statements, stamps sessions so that every read
 * is counted for its query, brings the counts of all nodes together, records what Trino's own clients run, and lets
 * workers leave ({@link io.glaux.engine.trino.Departure}).
 * {@link io.glaux.engine.trino.EngineModule} adds all this to Trino's injector.
 */
package io.glaux.engine.trino;

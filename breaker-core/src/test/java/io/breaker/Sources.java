package io.breaker;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles sources that stand in a test as text.
 */
final class Sources {

	private Sources() {
	}

	/**
	 * Compiles sources.
	 * @param sources the text of each file by its path, such as {@code com/acme/A.java}
	 * @param target where the classes go
	 * @param options options of the compiler, besides {@code -d}
	 * @return what the compiler said, empty if it had nothing to say
	 */
	static String compile(Map<String, String> sources, Path target, String... options) {
		List<String> arguments = new ArrayList<>(List.of(options));
		arguments.addAll(List.of("-d", target.toString(), "-proc:none", "--release", "17"));
		List<JavaFileObject> files = new ArrayList<>();
		sources.forEach((path, text) -> files.add(new Source(path, text)));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter said = new StringWriter();
		compiler.getTask(said, null, null, arguments, null, files).call();
		return said.toString();
	}

	/**
	 * A source file in memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String path, String text) {
			super(URI.create("text:///" + path), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}

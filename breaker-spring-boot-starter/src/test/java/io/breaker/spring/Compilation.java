package io.breaker.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles sources in a test.
 */
final class Compilation {

	private final String classPath;

	private final Path target;

	/**
	 * Creates a compilation.
	 * @param target where the classes go
	 */
	Compilation(String classPath, Path target) {
		this.classPath = classPath;
		this.target = target;
	}

	/**
	 * Compiles files, and sources that stand in a test.
	 * @param texts the text of each source by its path, such as {@code com/acme/A.java}
	 * @return the errors, empty if there is none
	 */
	List<String> errors(Collection<Path> files, Map<String, String> texts) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
			List<JavaFileObject> sources = new ArrayList<>();
			manager.getJavaFileObjectsFromPaths(files).forEach(sources::add);
			texts.forEach((path, text) -> sources.add(new Source(path, text)));
			List<String> options = List.of("-classpath", this.classPath, "-d", this.target.toString(), "-proc:none",
					"-parameters", "--release", "17");
			compiler.getTask(null, manager, said, options, null, sources).call();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return errors(said.getDiagnostics()).toList();
	}

	private static Stream<String> errors(Iterable<Diagnostic<? extends JavaFileObject>> said) {
		return StreamSupport.stream(said.spliterator(), false)
			.filter((each) -> each.getKind() == Diagnostic.Kind.ERROR)
			.map(Diagnostic::toString);
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

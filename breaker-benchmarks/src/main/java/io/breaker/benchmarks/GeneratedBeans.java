package io.breaker.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Writes and compiles 100 classes of ten methods each.
 */
final class GeneratedBeans {

	static final int BEANS = 100;

	static final int METHODS = 10;

	private GeneratedBeans() {
	}

	static String className(Guard guard, int bean) {
		return "generated." + guard.name().toLowerCase(Locale.ROOT) + ".Service" + bean;
	}

	/**
	 * Returns the name of the breaker of a method, the same in every library. Names of
	 * even and of odd methods look so different that nobody takes one for the other.
	 */
	static String breaker(int bean, int method) {
		return (method % 2 == 0) ? "service" + bean + "-answer" + method : "remote-partner-" + method + "-of-" + bean;
	}

	/**
	 * Compiles the classes.
	 * @param target where to
	 * @param guard the annotation on the methods
	 */
	static void compile(Path target, Guard guard) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		if (compiler == null) {
			throw new IllegalStateException("A JDK is needed, with a compiler");
		}
		List<Source> sources = new ArrayList<>();
		for (int bean = 0; bean < BEANS; bean++) {
			sources.add(new Source(className(guard, bean), code(guard, bean)));
		}
		List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d",
				target.toString());
		if (!compiler.getTask(null, null, null, options, null, sources).call()) {
			throw new IllegalStateException("The beans cannot be compiled");
		}
	}

	private static String code(Guard guard, int bean) {
		String name = className(guard, bean);
		int dot = name.lastIndexOf('.');
		StringBuilder code = new StringBuilder("package " + name.substring(0, dot) + ";\n");
		code.append("public class ").append(name.substring(dot + 1)).append(" {\n");
		for (int method = 0; method < METHODS; method++) {
			code.append(guard.annotation.formatted(breaker(bean, method)))
				.append("\tpublic String answer" + method + "(String question) { return question; }\n");
		}
		return code.append("}\n").toString();
	}

	static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	/**
	 * What guards the methods.
	 */
	enum Guard {

		/** Nothing. */
		NONE("\t// %s%n"),
		/**
		 * Spring's limit of concurrent calls, for which a proxy is made and nothing else.
		 */
		LIMIT("\t@org.springframework.resilience.annotation.ConcurrencyLimit(1000) // %s%n"),
		/** This breaker. */
		BREAKER("\t@io.breaker.spring.CircuitBreaker(\"%s\")%n"),
		/** Resilience4j. */
		RESILIENCE4J("\t@io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker(name = \"%s\")%n");

		private final String annotation;

		Guard(String annotation) {
			this.annotation = annotation;
		}

	}

	/**
	 * A source that was never written to a file.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String code;

		Source(String type, String code) {
			super(URI.create("string:///" + type.replace('.', '/') + JavaFileObject.Kind.SOURCE.extension),
					JavaFileObject.Kind.SOURCE);
			this.code = code;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.code;
		}

	}

}

package io.breaker.spring.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said about configured exceptions when an application is processed ahead of
 * time.
 */
class ConfiguredExceptionHintsTests {

	@Test
	void configuredExceptionsAreFoundByName() {
		RuntimeHints hints = process(Map.of("breaker.defaults.ignore",
				"java.io.FileNotFoundException, java.util.concurrent.TimeoutException",
				"breaker.instances[inventory].record[0]", "java.io.IOException", "breaker.templates.remote.record",
				"java.nio.file.AccessDeniedException"));

		assertThat(RuntimeHintsPredicates.reflection().onType(FileNotFoundException.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TimeoutException.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(IOException.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(AccessDeniedException.class)).accepts(hints);
	}

	@Test
	void exceptionThatIsNotThereIsSpokenOfAtStartOnly() {
		RuntimeHints hints = process(Map.of("breaker.defaults.ignore", "com.acme.Missing,java.io.IOException"));

		assertThat(RuntimeHintsPredicates.reflection().onType(IOException.class)).accepts(hints);
	}

	@Test
	void otherKeysAreNotTakenForExceptions() {
		RuntimeHints hints = process(
				Map.of("breaker.defaults.mode", "java.io.IOException", "other.defaults.ignore", "java.io.IOException"));

		assertThat(RuntimeHintsPredicates.reflection().onType(IOException.class).negate()).accepts(hints);
	}

	private static RuntimeHints process(Map<String, Object> properties) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(ConfiguredExceptionHintsTests.class)),
					new InMemoryGeneratedFiles());
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			return generation.getRuntimeHints();
		}
	}

}

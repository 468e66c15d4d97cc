package io.breaker.spring.inject;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.tools.ToolProvider;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerInjectAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Injected breakers in an application that was processed ahead of time.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AheadOfTimeTests {

	private static final Map<String, Object> PROPERTIES = Map.of("breaker.instances.payment-api.evidence", "12");

	@TempDir
	private Path folder;

	@Test
	void breakersAreInjectedIntoAnApplicationProcessedAheadOfTime() throws Exception {
		ClassName initializer = generate();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();

		try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			Method start = loader.loadClass(AheadOfTimeTests.class.getName()).getDeclaredMethod("start", String.class);
			start.setAccessible(true);

			Object injected = start.invoke(null, initializer.reflectionName());

			assertThat(injected).isEqualTo("payment-api, the same: true, fallback: true, default: false");
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/**
	 * Starts the application as it was processed. Called in a world of its own, since
	 * what was generated must stand in the packages of what it was generated from.
	 */
	static String start(String initializer) throws ReflectiveOperationException {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			configure(context);
			ApplicationContextInitializer<GenericApplicationContext> generated = load(initializer);
			generated.initialize(context);
			context.refresh();
			AbstractBeanDefinition definition = (AbstractBeanDefinition) context
				.getBeanDefinition("breaker.payment-api");
			boolean same = context.getBean("breaker.payment-api") == context.getBean(BreakerRegistry.class)
				.breaker("payment-api");
			return context.getBean("name") + ", the same: " + same + ", fallback: " + definition.isFallback()
					+ ", default: " + definition.isDefaultCandidate();
		}
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> load(String initializer)
			throws ReflectiveOperationException {
		return (ApplicationContextInitializer<GenericApplicationContext>) Class.forName(initializer)
			.getDeclaredConstructor()
			.newInstance();
	}

	private static void configure(ConfigurableApplicationContext context) {
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", PROPERTIES));
	}

	private ClassName generate() throws IOException {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(Application.class)), files);
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		configure(context);
		context.register(Application.class);
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		compile(files);
		return initializer;
	}

	private void compile(InMemoryGeneratedFiles files) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", this.folder.toString(), "-cp",
				System.getProperty("java.class.path")));
		for (Map.Entry<String, InputStreamSource> file : files.getGeneratedFiles(Kind.SOURCE).entrySet()) {
			Path path = this.folder.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			try (var in = file.getValue().getInputStream()) {
				Files.writeString(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
			}
			arguments.add(path.toString());
		}
		int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(failed).isZero();
	}

	private URL[] classPath() throws MalformedURLException {
		List<URL> urls = new ArrayList<>(List.of(this.folder.toUri().toURL()));
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(Path.of(entry).toUri().toURL());
		}
		return urls.toArray(URL[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class })
	public static class Application {

		@Bean
		public String name(@Qualifier("payment-api") Breaker breaker) {
			return breaker.name();
		}

	}

}

package io.breaker.spring.autoconfigure;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.breaker.config.Settings;

/**
 * Says, when an application is processed ahead of time, which exception classes its
 * configuration names, so that they are found by name in a native image too. Refuses
 * nothing: what is wrong with the configuration is said at start, when all of it is
 * there.
 */
final class ConfiguredExceptionHints implements BeanFactoryInitializationAotProcessor {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("breaker");

	private static final Set<String> KEYS = Set.of(Settings.RECORD.key(), Settings.IGNORE.key());

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beans) {
		Environment environment = beans.getBeanProvider(Environment.class).getIfAvailable();
		Set<Class<?>> named = (environment != null) ? named(environment, beans.getBeanClassLoader()) : Set.of();
		return named.isEmpty() ? null
				: (context, code) -> named.forEach((type) -> context.getRuntimeHints().reflection().registerType(type));
	}

	private static Set<Class<?>> named(Environment environment, @Nullable ClassLoader loader) {
		Set<Class<?>> named = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter(ConfiguredExceptionHints::namesExceptions)
					.flatMap((name) -> written(environment, name))
					.filter((name) -> ClassUtils.isPresent(name, loader))
					.forEach((name) -> named.add(ClassUtils.resolveClassName(name, loader)));
			}
		}
		return named;
	}

	private static boolean namesExceptions(ConfigurationPropertyName name) {
		int last = name.getNumberOfElements() - 1;
		int key = name.isLastElementIndexed() ? last - 1 : last;
		return ROOT.isAncestorOf(name) && key > 0 && KEYS.contains(name.getElement(key, Form.UNIFORM));
	}

	private static Stream<String> written(Environment environment, ConfigurationPropertyName name) {
		String text = environment.getProperty(name.toString(), "");
		return Arrays.stream(text.split(",")).map(String::strip).filter((each) -> !each.isEmpty());
	}

}

package io.breaker.spring.slices;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.breaker.spring.BreakerCustomizer;
import io.breaker.spring.aop.CallAdapter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.restclient.test.autoconfigure.AutoConfigureRestClient;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.test.autoconfigure.AutoConfigureWebClient;
import org.springframework.boot.webflux.test.autoconfigure.AutoConfigureWebFlux;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureWebMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a slice guards, it guards as the whole application does.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SliceImportsTests {

	@ParameterizedTest
	@ValueSource(classes = { AutoConfigureWebMvc.class, AutoConfigureWebFlux.class, AutoConfigureRestClient.class,
			AutoConfigureWebClient.class })
	void sliceGuardsAsTheWholeApplicationDoes(Class<?> slice) {
		assertThat(guards(slice)).isNotEmpty().isEqualTo(guards(AutoConfiguration.class));
	}

	/**
	 * Returns the types of the beans on which it depends how a method is guarded.
	 */
	private static Set<String> guards(Class<?> imports) {
		Set<String> types = new TreeSet<>();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ours(imports))).run((context) -> {
			assertThat(context).hasNotFailed();
			Stream.of(CallAdapter.class, BreakerCustomizer.class).forEach((type) -> types.addAll(beans(context, type)));
		});
		return types;
	}

	private static Set<String> beans(ApplicationContext context, Class<?> type) {
		Set<String> types = new TreeSet<>();
		context.getBeansOfType(type).values().forEach((bean) -> types.add(bean.getClass().getName()));
		return types;
	}

	private static Class<?>[] ours(Class<?> imports) {
		ClassLoader loader = SliceImportsTests.class.getClassLoader();
		return StreamSupport.stream(ImportCandidates.load(imports, loader).spliterator(), false)
			.filter((name) -> name.startsWith("io.breaker."))
			.map((name) -> ClassUtils.resolveClassName(name, loader))
			.toArray(Class<?>[]::new);
	}

}

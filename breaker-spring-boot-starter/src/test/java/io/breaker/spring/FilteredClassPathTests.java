package io.breaker.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications in which one technology is not to be seen: they start, are guarded, and
 * have no bean that would need it, even where the beans are there that it works with.
 * Rooms that are added later are found by themselves.
 */
@Timeout(120)
class FilteredClassPathTests {

	private static final JavaClasses MAIN = Rooms.mainClasses();

	@ParameterizedTest
	@EnumSource
	void applicationIsGuardedWithout(Technology absent) {
		guards(new ApplicationContextRunner(), absent.packages());
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "WEB", "WEB_MVC" })
	void servletApplicationIsGuardedWithout(Technology absent) {
		guards(new WebApplicationContextRunner(), absent.packages());
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "WEB", "WEB_FLUX", "REACTOR" })
	void reactiveApplicationIsGuardedWithout(Technology absent) {
		guards(new ReactiveWebApplicationContextRunner(), absent.packages());
	}

	@Test
	void applicationIsGuardedWithNothingButTheStarter() {
		guards(new ApplicationContextRunner(), Technology.allPackages());
	}

	@Test
	void applicationIsGuardedWithAll() {
		guards(new ApplicationContextRunner());
		guards(new WebApplicationContextRunner());
		guards(new ReactiveWebApplicationContextRunner());
	}

	private static void guards(AbstractApplicationContextRunner<?, ?, ?> runner, String... absent) {
		FilteredClassLoader present = new FilteredClassLoader(absent);
		runner.withClassLoader(present)
			.withConfiguration(AutoConfigurations.of(Rooms.autoConfigurations()))
			.withPropertyValues(Rooms.opened())
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.withBean(SimpleMeterRegistry.class)
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withBean(Inventory.class)
			.run((context) -> {
				assertThat(context.getStartupFailure()).isNull();
				assertThat(context.getBean(Inventory.class).stock()).isEqualTo("last known");
				assertThat(context.getBean(BreakerRegistry.class).breaker("inventory")).hasCounted(Outcome.FAILURE, 1);
				assertThat(beansInNeedOfWhatIsAbsent(context, present)).isEmpty();
			});
	}

	/**
	 * Finds beans of ours whose class mentions a class that is not to be seen: in an
	 * application that really lacks it, they could not be made.
	 */
	private static List<String> beansInNeedOfWhatIsAbsent(ApplicationContext context, ClassLoader present) {
		List<String> inNeed = new ArrayList<>();
		for (String name : context.getBeanDefinitionNames()) {
			Class<?> type = context.getType(name);
			if (type != null && MAIN.contain(ClassUtils.getUserClass(type).getName())) {
				needs(ClassUtils.getUserClass(type)).filter((need) -> !ClassUtils.isPresent(need, present))
					.forEach((need) -> inNeed.add(name + " needs " + need));
			}
		}
		return inNeed;
	}

	private static Stream<String> needs(Class<?> type) {
		return MAIN.get(type)
			.getDirectDependenciesFromSelf()
			.stream()
			.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
			.filter((need) -> !need.isPrimitive())
			.map(JavaClass::getName)
			.distinct();
	}

	public static class Inventory {

		@CircuitBreaker(name = "inventory", fallback = "lastKnown")
		public String stock() {
			throw new IllegalStateException("broken");
		}

		public String lastKnown() {
			return "last known";
		}

	}

}

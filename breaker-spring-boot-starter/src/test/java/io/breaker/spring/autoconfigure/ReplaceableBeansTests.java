package io.breaker.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Settings;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.spring.BreakerConfigurationSource;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.aop.BreakerAdvisor;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.spring.aop.GuardReport;
import io.breaker.spring.aop.GuardedMethods;
import io.breaker.spring.inject.BreakerSupply;
import io.breaker.spring.inject.InjectableBreakers;
import io.breaker.spring.inject.InjectionPoints;
import io.breaker.spring.refresh.BreakerRefresh;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bean of the application takes the place of ours, ours disturb nobody, and
 * {@code breaker.enabled=false} leaves none behind.
 */
class ReplaceableBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class,
				BreakerRefreshAutoConfiguration.class))
		.withBean(Client.class);

	@ParameterizedTest
	@MethodSource
	<T> void beanOfTheApplicationWins(Class<T> type, Supplier<T> bean) {
		T own = bean.get();

		this.runner.withBean("own", type, () -> own).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(type);
			assertThat(context.getBean(type)).isSameAs(own);
			assertThat(context.getBean(Client.class).stock()).isEqualTo("answer");
		});
	}

	static Stream<Object[]> beanOfTheApplicationWins() {
		return Stream.of(bean(BreakerRegistry.class, BreakerRegistry::create),
				bean(BreakerConfiguration.class, BreakerConfiguration::empty),
				bean(BreakerConfigurationSource.class, () -> BreakerConfiguration::empty),
				bean(TimeSource.class, ManualTime::new), bean(Alarm.class, Alarm::none),
				bean(BreakerSupply.class, () -> new BreakerSupply(BreakerRegistry::create)));
	}

	private static <T> Object[] bean(Class<T> type, Supplier<T> bean) {
		return new Object[] { type, bean };
	}

	@ParameterizedTest
	@MethodSource
	void definitionOfTheApplicationWins(Class<?> type, Class<?> configuration) {
		this.runner.withUserConfiguration(configuration).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(type);
			assertThat(context.getBeanNamesForType(type)).containsExactly("own");
			assertThat(context.getBean(Client.class).stock()).isEqualTo("answer");
		});
	}

	static Stream<Object[]> definitionOfTheApplicationWins() {
		return Stream.of(new Object[] { GuardedMethods.class, OwnMethods.class },
				new Object[] { BreakerAdvisor.class, OwnAdvisor.class },
				new Object[] { GuardReport.class, OwnReport.class },
				new Object[] { InjectableBreakers.class, OwnInjection.class },
				new Object[] { InjectionPoints.class, OwnPoints.class },
				new Object[] { BreakerRefresh.class, OwnRefresh.class });
	}

	@Test
	void timeAndAlarmOfTheApplicationDriveTheBreakers() {
		ManualTime time = new ManualTime();
		AtomicInteger alarms = new AtomicInteger();
		Alarm alarm = (delay, task) -> {
			alarms.incrementAndGet();
			return () -> {
			};
		};

		this.runner.withBean(TimeSource.class, () -> time).withBean(Alarm.class, () -> alarm).run((context) -> {
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
			breaker.overrideMode(BreakerMode.DISABLED, Intervention.by("test").lasting(Duration.ofMinutes(10)));

			assertThat(alarms).hasPositiveValue();
			time.advance(Duration.ofMinutes(10));
			assertThat(breaker.mode()).isEqualTo(BreakerMode.ENFORCE);
		});
	}

	@Test
	void schedulerOfTheApplicationIsUsedByItsName() {
		ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor();

		this.runner.withBean("breakerScheduler", ScheduledExecutorService.class, () -> own).run((context) -> {
			assertThat(context.getBeanNamesForType(ScheduledExecutorService.class)).containsExactly("breakerScheduler");
			assertThat(context).hasNotFailed();
		});

		assertThat(own.isShutdown()).isTrue();
	}

	@Test
	void schedulerIsNoExecutorForOthers() {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
			.withUserConfiguration(Scheduling.class)
			.run((context) -> {
				assertThat(context).hasBean("applicationTaskExecutor").hasBean("taskScheduler");
				assertThat(context.getBean(Scheduling.class).executors)
					.doesNotContain(context.getBean("breakerScheduler", Executor.class))
					.hasSize(2);
			});
	}

	@Test
	void configurationOfTheApplicationIsNotMixedWithTheEnvironment() {
		BreakerConfiguration own = BreakerConfiguration.builder()
			.defaults((settings) -> settings.trialCalls(7))
			.build();

		this.runner.withBean(BreakerConfiguration.class, () -> own)
			.withPropertyValues("breaker.defaults.trial-calls=3")
			.run((context) -> {
				assertThat(context.getBean(BreakerRegistry.class).configuration()).isSameAs(own);
				assertThat(context.getBean(BreakerConfigurationSource.class).read()).isSameAs(own);
			});
	}

	@Test
	void sourceOfTheApplicationIsRead() {
		BreakerConfigurationSource own = () -> BreakerConfiguration.builder()
			.defaults((settings) -> settings.trialCalls(7))
			.build();

		this.runner.withBean(BreakerConfigurationSource.class, () -> own)
			.run((context) -> assertThat(
					context.getBean(BreakerRegistry.class).breaker("x").settings().get(Settings.TRIAL_CALLS))
				.isEqualTo(7));
	}

	@Test
	void listenersOfTheApplicationAreTold() {
		AtomicInteger told = new AtomicInteger();

		BreakerListener listener = new BreakerListener() {

			@Override
			public void onEvent(BreakerEvent event) {
				told.incrementAndGet();
			}

		};

		this.runner.withBean(BreakerListener.class, () -> listener)
			.run((context) -> assertThat(told).hasPositiveValue());
	}

	@Test
	void nothingIsLeftWhereBreakersAreDisabled() {
		List<Class<?>> all = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.breaker."))
			.<Class<?>>map((name) -> ClassUtils.resolveClassName(name, null))
			.toList();

		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(all.toArray(Class<?>[]::new)))
			.withBean(Client.class)
			.withPropertyValues("breaker.enabled=false", "breaker.instances.inventory.evidence=12")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(ours(context)).isEmpty();
				assertThat(context.getBean(Client.class).getClass()).isSameAs(Client.class);
			});

		assertThat(all).hasSizeGreaterThanOrEqualTo(3);
	}

	private static List<String> ours(ConfigurableApplicationContext context) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		return Stream.of(beans.getBeanDefinitionNames())
			.filter((name) -> name.contains("reaker") || name.contains("AutoProxyCreator")
					|| String.valueOf(beans.getType(name)).contains("io.breaker."))
			.filter((name) -> beans.getType(name) != Client.class)
			.toList();
	}

	/**
	 * A bean that is guarded.
	 */
	static class Client {

		@CircuitBreaker("inventory")
		String stock() {
			return "answer";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

		@Autowired
		private List<Executor> executors;

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMethods {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static GuardedMethods own(ConfigurableListableBeanFactory beans) {
			return new GuardedMethods(beans, CallAdapters.with(Stream.of()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnAdvisor {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static BreakerAdvisor own(ConfigurableListableBeanFactory beans) {
			return new BreakerAdvisor(SingletonSupplier.of(() -> beans.getBean(GuardedMethods.class)),
					SingletonSupplier.of(() -> beans.getBean(BreakerRegistry.class)), () -> CallDisturber.NONE, 7);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnReport {

		@Bean
		GuardReport own(ConfigurableListableBeanFactory beans, GuardedMethods methods, BreakerRegistry registry,
				BreakerConfigurationSource source) {
			return new GuardReport(beans, methods, registry, source, false);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInjection {

		@Bean
		static InjectableBreakers own() {
			return new InjectableBreakers((beans) -> List.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPoints {

		@Bean
		InjectionPoints own() {
			return new InjectionPoints(List::of);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRefresh {

		@Bean
		BreakerRefresh own(BreakerConfigurationSource source, BreakerRegistry registry,
				BreakerConfiguration configuration) {
			return new BreakerRefresh(source, registry, configuration, (changed) -> List.of());
		}

	}

}

package io.breaker.spring.autoconfigure;

import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.function.SingletonSupplier;

import io.breaker.BreakerDecorator;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerListener;
import io.breaker.spring.BreakerConfigurationSource;
import io.breaker.spring.BreakerCustomizer;
import io.breaker.spring.aop.AnnotatedBreakers;
import io.breaker.spring.aop.BreakerAdvisor;
import io.breaker.spring.aop.CacheArrangement;
import io.breaker.spring.aop.CallAdapter;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.spring.aop.GuardReport;
import io.breaker.spring.aop.GuardedMethods;
import io.breaker.spring.environment.EnvironmentConfiguration;

/**
 * Auto-configuration of the registry and the aspect.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnProperty(name = "breaker.enabled", matchIfMissing = true)
@Import(BreakerAutoConfiguration.ProxyRegistrar.class)
public final class BreakerAutoConfiguration {

	/**
	 * No candidate for those who look for any executor: Spring Boot goes on making its
	 * own.
	 */
	@Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
	@ConditionalOnMissingBean(name = "breakerScheduler")
	ScheduledExecutorService breakerScheduler() {
		ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "breaker-scheduler");
			thread.setDaemon(true);
			return thread;
		});
		scheduler.setRemoveOnCancelPolicy(true);
		return scheduler;
	}

	/**
	 * Reads the environment. There is nothing to read where the application makes a
	 * configuration of its own.
	 */
	@Bean
	@ConditionalOnMissingBean({ BreakerConfigurationSource.class, BreakerConfiguration.class })
	BreakerConfigurationSource breakerConfigurationSource(Environment environment,
			ConfigurableListableBeanFactory beans, GuardedMethods methods,
			ObjectProvider<BreakerCustomizer> customizers) {
		return new EnvironmentConfiguration(environment, Flag.settings(), () -> {
			Set<String> names = AnnotatedBreakers.names(beans);
			names.addAll(methods.breakers());
			return names;
		}, () -> customizers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	BreakerConfiguration breakerConfiguration(BreakerConfigurationSource source) {
		return source.read();
	}

	/**
	 * Gives what the application configured by itself, always the same.
	 */
	@Bean
	@ConditionalOnMissingBean
	BreakerConfigurationSource fixedBreakerConfigurationSource(BreakerConfiguration configuration) {
		return () -> configuration;
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	BreakerRegistry breakerRegistry(BreakerConfiguration configuration,
			@Qualifier("breakerScheduler") ScheduledExecutorService scheduler, ObjectProvider<TimeSource> time,
			ObjectProvider<Alarm> alarm, ObjectProvider<BreakerListener> listeners,
			ObjectProvider<BreakerDecorator> decorators) {
		var builder = BreakerRegistry.builder()
			.configuration(configuration)
			.timeSource(time.getIfAvailable(TimeSource::system))
			.alarm(alarm.getIfAvailable(() -> Alarm.of(scheduler)));
		listeners.orderedStream().forEach(builder::listener);
		decorators.orderedStream().forEach(builder::decorator);
		return builder.build();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean
	static GuardedMethods guardedMethods(ConfigurableBeanFactory beans, ObjectProvider<CallAdapter> adapters) {
		return new GuardedMethods(beans, CallAdapters.with(adapters.orderedStream()));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean
	@ConditionalOnProperty(name = "breaker.aspect-mode", havingValue = "proxy", matchIfMissing = true)
	static BreakerAdvisor breakerAdvisor(ObjectProvider<GuardedMethods> methods,
			ObjectProvider<BreakerRegistry> registry, ObjectProvider<CallDisturber> disturber,
			Environment environment) {
		return new BreakerAdvisor(SingletonSupplier.of(methods::getObject), SingletonSupplier.of(registry::getObject),
				SingletonSupplier.of(() -> disturber.getIfAvailable(() -> CallDisturber.NONE)),
				Flag.ASPECT_ORDER.read(environment, Integer.class));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean
	@ConditionalOnProperty(name = "breaker.aspect-mode", havingValue = "proxy", matchIfMissing = true)
	static CacheArrangement breakerCacheArrangement(Environment environment) {
		return new CacheArrangement(!environment.containsProperty(Flag.ASPECT_ORDER.property()));
	}

	@Bean
	@ConditionalOnMissingBean
	GuardReport breakerGuardReport(ConfigurableListableBeanFactory beans, GuardedMethods methods,
			BreakerRegistry registry, BreakerConfigurationSource source, Environment environment) {
		return new GuardReport(beans, methods, registry, source, Flag.STRICT.read(environment, Boolean.class));
	}

	/**
	 * Makes proxies whatever {@code spring.aop.auto} says: the annotation is never off by
	 * accident. Where the aspect is woven instead, none are made.
	 */
	static final class ProxyRegistrar implements ImportBeanDefinitionRegistrar {

		private final Environment environment;

		ProxyRegistrar(Environment environment) {
			this.environment = environment;
		}

		@Override
		public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
			if (Flag.ASPECT_MODE.read(this.environment, AspectMode.class) == AspectMode.PROXY) {
				AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
			}
		}

	}

}

package io.breaker.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.breaker.benchmarks.GeneratedBeans.Guard;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with 100 beans of ten methods, as Spring Boot configures it with the
 * libraries that are there. Knows no library by itself.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartedApplication {

	static final String BUSY = "busy";

	static final String ELAPSED = "elapsed";

	private static final double MILLI = 1_000_000;

	/**
	 * Starts it and tells how long that took.
	 * @param args what guards the beans, and whether every second breaker is configured
	 * @throws ClassNotFoundException if the beans were not compiled
	 */
	public static void main(String... args) throws ClassNotFoundException {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long busy = threads.getCurrentThreadCpuTime();
		long start = System.nanoTime();
		Guard guard = Guard.valueOf(args[0]);
		Set<Class<?>> beans = new LinkedHashSet<>();
		for (int i = 0; i < GeneratedBeans.BEANS; i++) {
			beans.add(Class.forName(GeneratedBeans.className(guard, i)));
		}
		if (guard == Guard.LIMIT) {
			beans.add(AnnotatedBeans.ResilientMethods.class);
		}
		SpringApplication application = new SpringApplication(StartedApplication.class);
		application.addPrimarySources(beans);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(properties(Boolean.parseBoolean(args[1])));
		try (ConfigurableApplicationContext context = application.run()) {
			ChildJvm.tell(ELAPSED, (System.nanoTime() - start) / MILLI);
			ChildJvm.tell(BUSY, (threads.getCurrentThreadCpuTime() - busy) / MILLI);
			beans.remove(AnnotatedBeans.ResilientMethods.class);
			for (Class<?> bean : beans) {
				boolean proxied = context.getBean(bean).getClass() != bean;
				if (proxied != (guard != Guard.NONE)) {
					throw new IllegalStateException(bean + (proxied ? " is guarded" : " is not guarded"));
				}
			}
		}
	}

	private static Map<String, Object> properties(boolean configured) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("spring.main.log-startup-info", "false");
		for (int bean = 0; configured && bean < GeneratedBeans.BEANS; bean++) {
			for (int method = 0; method < GeneratedBeans.METHODS; method += 2) {
				properties.put("breaker.instances." + GeneratedBeans.breaker(bean, method) + ".failure-rate", "40%");
			}
		}
		return properties;
	}

}

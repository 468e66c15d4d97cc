package io.breaker.spring.test;

import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.spring.faults.BreakerFaults;
import io.breaker.test.ManualTime;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Time that stands still until the test moves it. A call that is delayed by a fault moves
 * it, too, so nobody waits.
 */
@Configuration(proxyBeanMethods = false)
class ManualTimeConfiguration {

	@Bean
	ManualTime manualTime() {
		return new ManualTime();
	}

	@Bean
	Alarm manualAlarm(ManualTime time) {
		return time.alarm();
	}

	@Bean(destroyMethod = "close")
	BreakerFaults breakerFaults(BreakerRegistry registry, ManualTime time) {
		return new BreakerFaults(registry, time, time.alarm(), (delay, task) -> {
			time.advance(delay);
			task.run();
			return () -> {
			};
		});
	}

}

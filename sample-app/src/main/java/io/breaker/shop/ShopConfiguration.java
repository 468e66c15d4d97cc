package io.breaker.shop;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.service.registry.ImportHttpServices;

import io.breaker.shop.backend.BackendServer;
import io.breaker.shop.backend.Faults;
import io.breaker.shop.client.PriceClient;
import io.breaker.shop.visit.Story;

/**
 * Puts the shop together. Nothing here concerns breakers: the starter needs no
 * configuration in Java.
 */
@Configuration(proxyBeanMethods = false)
@EnableResilientMethods
@EnableScheduling
@ImportHttpServices(types = PriceClient.class)
class ShopConfiguration {

	@Bean
	Faults faults(Story story) {
		return new Faults(System::nanoTime, story::tell);
	}

	@Bean
	BackendServer backendServer(Faults faults, @Value("${shop.backend.port}") int port) {
		return new BackendServer(port, faults);
	}

	/**
	 * Lets every client call the backend.
	 */
	@Bean
	RestClientCustomizer restClientsCallTheBackend(BackendServer backend) {
		return (builder) -> builder.baseUrl(backend.uri());
	}

	@Bean
	WebClientCustomizer webClientsCallTheBackend(BackendServer backend) {
		return (builder) -> builder.baseUrl(backend.uri().toString());
	}

}

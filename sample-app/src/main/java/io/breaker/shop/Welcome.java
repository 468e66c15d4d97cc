package io.breaker.shop;

import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import io.breaker.shop.backend.BackendServer;
import io.breaker.shop.visit.Customers;

/**
 * Opens the shop: says where it is, and lets customers in where that is wanted.
 */
@Component
class Welcome {

	private static final Log LOGGER = LogFactory.getLog(Welcome.class);

	private final Environment environment;

	private final BackendServer backend;

	private final Customers customers;

	Welcome(Environment environment, BackendServer backend, Customers customers) {
		this.environment = environment;
		this.backend = backend;
		this.customers = customers;
	}

	@EventListener(ApplicationReadyEvent.class)
	void open() {
		if (this.environment.getRequiredProperty("shop.customers.at-start", boolean.class)) {
			this.customers.come(Map.of("rate", this.environment.getRequiredProperty("shop.customers.rate"), "for",
					this.environment.getRequiredProperty("shop.customers.for")));
		}
		this.customers.first();
		String page = "http://localhost:" + this.environment.getRequiredProperty("local.server.port");
		String faults = "http://localhost:" + this.backend.uri().getPort() + "/faults";
		LOGGER.info("The shop is open. Look at " + page + " and press \"Show me\"; break it yourself with");
		LOGGER.info("  curl -d fault=refuse " + faults + "/inventory");
	}

}

package com.example.shop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.breaker.spring.CircuitBreaker;

import org.springframework.core.annotation.AliasFor;

@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@CircuitBreaker
@interface Remote {

	@AliasFor(annotation = CircuitBreaker.class, attribute = "fallback")
	String answer();

}

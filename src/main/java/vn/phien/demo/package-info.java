/**
 * A market to look at: producers with goods, shows in the calendar, and shows on air with scripted hosts and a crowd. All of
 * it comes in through the public doors, as real people do. The crowd also rehearses real nights, in a house of its own. Known by
 * the root alone.
 */
package vn.phien.demo;

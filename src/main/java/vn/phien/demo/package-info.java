/**
 * A market to look at: producers with goods, shows in the calendar, and one show on air with a scripted host and a crowd. All of
 * it comes in through the public doors, as real people do. Known by the root alone, and only where the demo is switched on.
 */
package vn.phien.demo;

/** The organizer's night and the morning after: the wall of all booths, announcements, incidents, visits, and the report that facts are folded into. */
package vn.phien.analytics;

/**
 * Trust and supervision: what officials and organizers take up with booths, complaints of buyers, the journal of each sale and the audit
 * of those who watch, in chains of hashes.
 */
package vn.phien.oversight;

package documents

// SaveError is the sentence chosen for a system error; disks that are full or held by another program cannot be had in a test.
var SaveError = saveError

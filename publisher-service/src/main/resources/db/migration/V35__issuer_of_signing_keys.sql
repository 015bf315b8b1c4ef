-- What the record of the key says of its tokens' iss; null = the record was written before it said that.
alter table signing_key add column issuer text;

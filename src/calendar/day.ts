/** A civil day in Asia/Shanghai, 'YYYY-MM-DD'. Never a Date: an instant is a Date and is called …At. */
export type Day = string & { readonly __day: true }

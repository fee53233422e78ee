/** As the contract names them; a test holds it. */
export const hardships = ['no_income', 'illness', 'disability', 'bereaved', 'unpaid', 'alone', 'disaster', 'other'] as const

"""Pages of applications: the candidate's and the employer's."""

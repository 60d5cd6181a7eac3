"""What an application consists of, and who may do what with it when."""

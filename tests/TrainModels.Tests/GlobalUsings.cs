global using DeepQ.Environments;

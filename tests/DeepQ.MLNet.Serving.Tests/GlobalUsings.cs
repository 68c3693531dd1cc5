global using DeepQ.Serving;
global using DeepQ.Serving.Tests;

Console.Error.WriteLine("usage: ./measure NAME [--json]");
return 2;
